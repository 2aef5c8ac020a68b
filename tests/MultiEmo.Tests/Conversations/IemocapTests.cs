using MultiEmo.Conversations;
using MultiEmo.Conversations.Readers;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Conversations;

public sealed class IemocapTests : IDisposable
{
    private const string Dialog = "Ses01F_impro01";
    private readonly TemporaryFolder folder = new();

    public IemocapTests() => IemocapTree.Write(folder.Path);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Four_sessions_are_for_training_and_the_fifth_is_the_test()
    {
        var corpus = Iemocap.Read(folder.Path);
        Assert.Equal(["Ses01F_impro01", "Ses02F_impro01", "Ses03F_impro01", "Ses04F_impro01"], corpus.Of(Split.Train).Select(dialog => dialog.Id));
        Assert.Equal(["Ses05F_impro01"], corpus.Of(Split.Test).Select(dialog => dialog.Id));
        Assert.Empty(corpus.Of(Split.Dev));
    }

    [Fact]
    public void Utterances_outside_the_six_emotions_are_dropped_and_the_others_keep_their_places()
    {
        var corpus = Iemocap.Read(folder.Path);
        Assert.Equal([(0, "neutral"), (3, "anger"), (4, "frustration")], corpus.Conversations[0].Turns.Select(turn => (turn.Turn, turn.Emotion)));
        Assert.Equal(["10 utterances outside the six emotions were left out."], corpus.Remarks);
    }

    [Fact]
    public void Unlabelled_utterances_are_kept_as_context_on_request()
    {
        var turns = Iemocap.Read(folder.Path, keepUnlabelled: true).Conversations[0].Turns;
        Assert.Equal(["neutral", null, null, "anger", "frustration"], turns.Select(turn => turn.Emotion));
        Assert.Equal(["Ses01_F", "Ses01_M", "Ses01_F", "Ses01_M", "Ses01_F"], turns.Select(turn => turn.Speaker));
    }

    [Fact]
    public void An_utterance_has_its_words_times_and_sound()
    {
        var expected = new Utterance(0, "Ses01_F", "Is this the right queue?", "neutral", 6.2901, 8.2357,
            "Session1/sentences/wav/Ses01F_impro01/Ses01F_impro01_F000.wav");
        Assert.Equal(expected, Iemocap.Read(folder.Path).Conversations[0].Turns[0]);
    }

    [Fact]
    public void Hidden_files_of_macOS_are_ignored()
    {
        string hidden = IemocapTree.Transcription(folder.Path, 1, "._" + Dialog);
        File.WriteAllBytes(hidden, [0, 5, 22, 7, 0]);
        Assert.Equal(5, Iemocap.Read(folder.Path).Conversations.Count);
    }

    [Fact]
    public void A_dialogue_without_any_of_the_six_emotions_is_left_out_and_said_so()
    {
        IemocapTree.WriteDialog(folder.Path, 2, "Ses02M_script01_1b");
        string evaluation = IemocapTree.Evaluation(folder.Path, 2, "Ses02M_script01_1b");
        Edit(evaluation, text => text.Replace("neu", "oth").Replace("ang", "sur").Replace("fru", "fea"));
        var corpus = Iemocap.Read(folder.Path);
        Assert.Equal(5, corpus.Conversations.Count);
        Assert.Contains(corpus.Remarks, remark => remark.StartsWith("Ses02M_script01_1b was left out", StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_session_is_named()
    {
        Directory.Delete(Path.Combine(folder.Path, "Session3"), recursive: true);
        Assert.Contains("Session3 is missing", Fault().Message);
    }

    [Fact]
    public void A_missing_evaluation_is_named()
    {
        File.Delete(IemocapTree.Evaluation(folder.Path, 1, Dialog));
        Assert.Contains("the evaluation of Ses01F_impro01 is missing; copy it again", Fault().Message);
    }

    [Theory]
    [InlineData("\tneu\t", "\tnue\t", "unknown label 'nue'; did you mean 'neu'?", 3)]
    [InlineData("8.2357]", "8.2357", "the line is no evaluation", 3)]
    [InlineData("_F001", "_M001", "Ses01F_impro01_M001 is here and in line 10", 12)]
    [InlineData("_F001", "_F009", "Ses01F_impro01_F009 has a label and no line in Ses01F_impro01.txt", 12)]
    public void A_faulty_evaluation_is_named_with_its_line(string old, string changed, string message, long line)
    {
        Edit(IemocapTree.Evaluation(folder.Path, 1, Dialog), text => text.Replace(old, changed));
        var error = Fault();
        Assert.Contains(message, error.Message);
        Assert.Equal(line, error.Line);
    }

    [Fact]
    public void An_utterance_transcribed_twice_names_both_lines()
    {
        Edit(IemocapTree.Transcription(folder.Path, 1, Dialog), text => text + text);
        Assert.Contains("Ses01F_impro01_F000 is here and in line 1", Fault().Message);
    }

    [Fact]
    public void A_dialogue_in_a_foreign_session_is_refused()
    {
        IemocapTree.WriteDialog(folder.Path, 2, "Ses03F_impro02");
        Assert.Contains("the dialogue Ses03F_impro02 lies in Session2", Fault().Message);
    }

    private BadInputException Fault() => Assert.Throws<BadInputException>(() => Iemocap.Read(folder.Path));

    private static void Edit(string path, Func<string, string> change) => File.WriteAllText(path, change(File.ReadAllText(path)));
}
