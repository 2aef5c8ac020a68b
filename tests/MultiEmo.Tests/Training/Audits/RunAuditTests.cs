using MultiEmo.Conversations;
using MultiEmo.Evaluation;
using MultiEmo.Storage;
using MultiEmo.Tests.Support;
using MultiEmo.Training;
using MultiEmo.Training.Audits;

namespace MultiEmo.Tests.Training.Audits;

[Collection(TorchTests.Name)]
public class RunAuditTests
{
    [Fact]
    public void Epochs_picked_on_test_are_a_fault_and_those_picked_on_validation_are_not()
    {
        using var tiny = new TinyRun();
        var honest = RunAudit.Of(tiny.TrainRun("honest"));
        var released = RunAudit.Of(tiny.TrainRun("released", ReleasedTrainer.Adapt(TinyRun.Recipe)));

        var finding = Assert.Single(released.Findings, finding => finding.Check == "test-selection");
        Assert.Equal(Severity.Fault, finding.Severity);
        Assert.DoesNotContain(honest.Findings, finding => finding.Check == "test-selection");
        Assert.Contains(honest.Unchecked, sentence => sentence.Contains("multiemo evaluate", StringComparison.Ordinal));
    }

    [Fact]
    public void The_corpus_of_a_run_is_audited_where_it_is_and_told_of_where_it_is_not()
    {
        using var tiny = new TinyRun();
        var prepared = PreparedCorpus.Load(tiny.Corpus);
        var entry = prepared.Features[0] with { Settings = new Dictionary<string, string> { ["fitted_on"] = "train,test" } };
        prepared.WriteFeatures(entry, prepared.ReadFeatures(entry.Name));
        var run = tiny.TrainRun("run");

        var there = RunAudit.Of(run);
        Directory.Delete(tiny.Corpus, recursive: true);
        var gone = RunAudit.Of(run);

        Assert.Single(there.Findings, finding => finding.Check == "fitted-features");
        Assert.Single(gone.Findings, finding => finding.Check == "fitted-features");
        Assert.Contains(gone.Unchecked, sentence => sentence.Contains("not at", StringComparison.Ordinal));
        Assert.DoesNotContain(there.Unchecked, sentence => sentence.Contains("not at", StringComparison.Ordinal));
    }

    [Fact]
    public void A_corpus_that_was_changed_after_the_training_is_told()
    {
        using var tiny = new TinyRun();
        var run = tiny.TrainRun("run");
        string lines = Path.Combine(tiny.Corpus, "conversations.jsonl");
        File.WriteAllText(lines, File.ReadAllText(lines).Replace("\"words\"", "\"other words\""));

        Assert.Single(RunAudit.Of(run).Findings, finding => finding.Check == "changed-corpus");
    }

    [Theory]
    [InlineData(900, 800, 1000, true)]
    [InlineData(700, 660, 1000, false)]
    [InlineData(70, 60, 100, false)]
    [InlineData(600, 700, 1000, false)]
    public void Validation_far_above_test_is_more_than_five_points_and_three_errors(int validation, int test, int of, bool told) =>
        Assert.Equal(told, RunAudit.Gap([Right(validation, of)], [Right(test, of)]).Any());

    // Two labels of equal support, with as many errors either way: weighted F1 is the share that is right.
    private static Metrics Right(int right, int of)
    {
        var matrix = new ConfusionMatrix(EmotionSet.Parse("joy,anger").Labels);
        matrix.Add(0, 0, right / 2);
        matrix.Add(1, 1, right / 2);
        matrix.Add(0, 1, (of - right) / 2);
        matrix.Add(1, 0, (of - right) / 2);
        return new Metrics(matrix);
    }
}
