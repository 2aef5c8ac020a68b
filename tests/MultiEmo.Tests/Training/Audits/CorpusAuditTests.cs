using MultiEmo.Conversations;
using MultiEmo.Conversations.Readers;
using MultiEmo.Storage;
using MultiEmo.Tests.Support;
using MultiEmo.Training.Audits;

namespace MultiEmo.Tests.Training.Audits;

public class CorpusAuditTests
{
    private const int CleanCorpora = 100, MostFalse = 5;

    public static TheoryData<string, bool> Faults()
    {
        var data = new TheoryData<string, bool>();
        foreach (string fault in Planted.All.Keys)
        {
            data.Add(fault, false);
            data.Add(fault, true);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_planted_fault_is_found(string fault, bool strong)
    {
        var talk = new InventedTalk(2000 + fault.Length, known: true);
        Planted.All[fault](talk, strong);

        var report = Audit(talk);

        var own = report.Findings.Where(finding => finding.Check == fault.Split('.')[0]).ToArray();
        Assert.NotEmpty(own);
        Assert.All(own, finding => Assert.Contains("cores", finding.Effect));
        Assert.All(own, finding => Assert.InRange(finding.Examples.Count, 0, talk.Emotions.Count));
    }

    [Fact]
    public void A_hundred_clean_corpora_give_five_findings_at_most()
    {
        string[] found = [.. Enumerable.Range(1, CleanCorpora).SelectMany(seed => Audit(new InventedTalk(seed)).Findings.Select(Told(seed)))];

        string summary = $"{found.Length} findings in {CleanCorpora} clean corpora\n{string.Join('\n', found)}";
        TestContext.Current.TestOutputHelper!.WriteLine(summary);
        Assert.True(found.Length <= MostFalse, summary);
    }

    [Fact]
    public void A_file_of_other_rows_is_a_fault_and_stops_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var prepared = new InventedTalk(1, known: true).Write(folder.Path);
        Safetensors.Write(prepared.FeaturePath("face", "safetensors"), [new("values", StoredTensor.Of(new float[18], 3, 6))]);

        var finding = Assert.Single(CorpusAudit.Of(PreparedCorpus.Load(folder.Path)).Findings);

        Assert.Equal((Severity.Fault, "feature-rows"), (finding.Severity, finding.Check));
        Assert.Contains("'values' has 3", finding.Found);
    }

    [Fact]
    public void A_value_that_is_no_number_is_a_fault()
    {
        using var folder = new TemporaryFolder();
        var talk = new InventedTalk(1, known: true);
        var prepared = talk.Write(folder.Path);
        float[] values = new float[talk.Turns.Count * 6];
        values[7] = float.NaN;
        Safetensors.Write(prepared.FeaturePath("face", "safetensors"), [new("values", StoredTensor.Of(values, talk.Turns.Count, 6))]);

        var finding = Assert.Single(CorpusAudit.Of(PreparedCorpus.Load(folder.Path)).Findings);

        Assert.Contains("NaN", finding.Found);
    }

    [Fact]
    public void What_is_absent_by_conversation_is_no_finding_though_labels_go_by_conversation_too()
    {
        int found = 0;
        for (int seed = 1; seed <= 20; seed++)
        {
            var talk = new InventedTalk(seed);
            foreach (var (row, place) in talk.Conversations.Index().SelectMany(each => each.Item.Turns.Select(_ => each.Index)).Index())
                talk.Features[1].Present[row] = (place * 7919 % 100) < 40;
            talk.Conversations.Index().ToList().ForEach(each => talk.Conversations[each.Index] = each.Item with
            {
                Turns = [.. each.Item.Turns.Select(turn => turn with { Emotion = talk.Emotions.Labels[each.Index * 31 % talk.Emotions.Count] })],
            });
            found += Audit(talk).Findings.Count(finding => finding.Check == "presence-and-label");
        }

        Assert.InRange(found, 0, 1);
    }

    [Fact]
    public void A_corpus_without_test_or_features_says_what_was_not_checked()
    {
        using var folder = new TemporaryFolder();
        var talk = new InventedTalk(3, known: true);
        talk.Conversations.RemoveAll(conversation => conversation.Split == Split.Test);
        var prepared = PreparedCorpus.Create(folder.Path, new Corpus("invented", talk.Emotions, talk.Conversations), force: false);

        var report = CorpusAudit.Of(prepared);

        Assert.Empty(report.Findings);
        Assert.Equal(2, report.Unchecked.Count);
    }

    [Fact]
    public void The_speakers_of_MELD_are_a_notice_and_nothing_there_is_a_fault()
    {
        using var folder = new TemporaryFolder();
        var prepared = PreparedCorpus.Create(Path.Combine(folder.Path, "meld"), Meld.Read(SharedData.Path("data", "meld")), force: false);

        var report = CorpusAudit.Of(prepared);

        var speakers = Assert.Single(report.Findings, finding => finding.Check == "shared-speakers");
        Assert.Equal(Severity.Notice, speakers.Severity);
        Assert.Contains("new speakers", speakers.Effect);
        Assert.Contains(speakers.Examples, example => example.StartsWith("Joey", StringComparison.Ordinal));
        Assert.Equal(0, report.Count(Severity.Fault));
    }

    private static Func<Finding, string> Told(int seed) => finding => $"{seed}: {finding.Check}: {finding.Found}";

    private static AuditReport Audit(InventedTalk talk)
    {
        using var folder = new TemporaryFolder();
        return CorpusAudit.Of(talk.Write(folder.Path));
    }
}
