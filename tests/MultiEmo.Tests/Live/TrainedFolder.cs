using MultiEmo.Conversations;
using MultiEmo.Live;
using MultiEmo.Models;
using MultiEmo.Storage;
using MultiEmo.Tests.Models;
using MultiEmo.Tests.Support;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Live;

/// <summary>The folder of a seed whose weights were drawn, with the torch model that they are of.</summary>
public sealed class TrainedFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public TrainedFolder(Architecture architecture)
    {
        (Seed, Model) = (new SeedFolder(folder.Path, 1), Drawn(architecture));
        Json.Write(Seed.Architecture, architecture);
        Json.Write(Seed.Calibration, new RunCalibration(1.5));
        Checkpoint.Save(Model, Seed.Model);
    }

    public SeedFolder Seed { get; }

    public nn.Module<ConversationBatch, Scores> Model { get; }

    /// <summary>What the torch model says of some turns of one conversation, run alone.</summary>
    public float[] Logits(ConversationDataset dataset, int conversation, int turns) =>
        Inference.Logits(Model, Cut(dataset, conversation, turns), [[0]], CPU, TestContext.Current.CancellationToken);

    /// <summary>The turns of a conversation as the managed model reads them.</summary>
    public static LiveTurn[] Turns(ConversationDataset dataset, int conversation) =>
        [.. dataset.Corpus.Conversations[conversation].Turns.Select((turn, place) => Modalities.All.Aggregate(
            new LiveTurn(turn.Speaker), (read, modality) => read.With(modality, Row(dataset, modality, dataset.FirstRow(conversation) + place))))];

    public void Dispose()
    {
        Model.Dispose();
        folder.Dispose();
    }

    private static nn.Module<ConversationBatch, Scores> Drawn(Architecture architecture)
    {
        if (architecture.Kind == "multiemo") return Tiny.Model(architecture, ScalarType.Float32);
        var model = Network.Create(architecture);
        using var untracked = no_grad();
        foreach (var parameter in model.parameters()) parameter.normal_(0, 0.4);
        return model;
    }

    private static ConversationDataset Cut(ConversationDataset dataset, int conversation, int turns)
    {
        var whole = dataset.Corpus.Conversations[conversation];
        int first = dataset.FirstRow(conversation);
        FeatureMatrix? Rows(FeatureMatrix? all) => all?.Slice(first, turns);
        var corpus = dataset.Corpus with { Conversations = [whole with { Turns = [.. whole.Turns.Take(turns)] }] };
        return new ConversationDataset(corpus, Rows(dataset.Text), Rows(dataset.Audio), Rows(dataset.Visual));
    }

    private static float[]? Row(ConversationDataset dataset, Modality modality, int row) =>
        dataset.Features(modality) is { } matrix && matrix.Present[row] ? matrix.Row(row).ToArray() : null;
}
