using MultiEmo.Conversations;
using MultiEmo.Conversations.Readers;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Conversations;

/// <summary>Lines that two corpora share.</summary>
public class SharedLinesTests
{
    private static readonly SharedLines Lines = new([Said("Oh, my God!!", "No. 5 is alive?", "...")]);

    [Theory]
    [InlineData("oh my god", true)]
    [InlineData(" Oh my God… ", true)]
    [InlineData("no 5 is alive", true)]
    [InlineData("no 6 is alive", false)]
    [InlineData("ohmy god", false)]
    [InlineData("oh  my god", false)]
    [InlineData("", false)]
    [InlineData("?!", false)]
    public void Letters_digits_and_spaces_alone_are_compared(string line, bool shared) => Assert.Equal(shared, Lines.Has(line));

    [Fact]
    public void Of_EmoryNLPs_training_lines_1507_stand_in_MELDs_dev_or_test()
    {
        var meld = Meld.Read(SharedData.Path("data", "meld"));
        var emory = EmoryNlp.Read(SharedData.Path("data", "emorynlp"));
        var lines = new SharedLines(meld.Conversations.Where(conversation => conversation.Split is Split.Dev or Split.Test));
        string[] training = [.. emory.Of(Split.Train).SelectMany(conversation => conversation.Turns).Select(turn => turn.Text)];

        Assert.Equal(7551, training.Length);
        Assert.Equal(1507, training.Count(lines.Has));
    }

    private static Conversation Said(params string[] lines) =>
        new("c", Split.Test, [.. lines.Select((line, turn) => new Utterance(turn, "Ana", line, null))]);
}
