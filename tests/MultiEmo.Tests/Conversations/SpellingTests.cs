using MultiEmo.Conversations;

namespace MultiEmo.Tests.Conversations;

/// <summary>What may have been meant.</summary>
public class SpellingTests
{
    private static readonly string[] Ids = ["train/31", "train/3", "dev/3", "test/30"];

    [Theory]
    [InlineData("3", "dev/3, train/3, test/30, train/31")]
    [InlineData("tarin/3", "train/3")]
    [InlineData("TEST/3", "test/30")]
    [InlineData("tain/31", "train/31, train/3")]
    [InlineData("Ses01F_impro01", "")]
    [InlineData("", "")]
    public void Names_that_hold_it_come_first_then_those_that_differ_little(string name, string near) =>
        Assert.Equal(near, string.Join(", ", Spelling.Near(name, Ids, 4)));

    [Fact]
    public void No_more_are_named_than_asked_for() => Assert.Equal(["dev/3"], Spelling.Near("3", Ids, 1));
}
