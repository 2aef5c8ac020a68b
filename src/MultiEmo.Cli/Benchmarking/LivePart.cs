using MultiEmo.Conversations;
using MultiEmo.Live;
using MultiEmo.Models;

namespace MultiEmo.Cli.Benchmarking;

/// <summary>
/// One more turn of a conversation of thirty, by the managed predictor on one thread. The least that it could take is reading the weights that it
/// uses once, not its operations.
/// </summary>
internal static class LivePart
{
    private const int Turn = 30;

    /// <summary>Measures the turn and the reading, one after the other.</summary>
    public static Timing Run(Workload workload, BenchSettings settings)
    {
        using var run = new TemporaryRun(workload.Architecture);
        var recognizer = LiveRecognizer.Load(run.Path);
        LiveTurn[] turns = [.. Enumerable.Range(0, Turn).Select(turn => Invented(workload.Test, turn))];
        float[] weights = [.. Enumerable.Range(0, recognizer.Model.Size).Select(i => i % 7f)];
        List<double> taken = [], reading = [];
        for (int repetition = 0; repetition < (settings.Quick ? 20 : 100); repetition++)
        {
            settings.Stop.ThrowIfCancellationRequested();
            var conversation = recognizer.Begin();
            for (int turn = 0; turn < Turn - 1; turn++) conversation.Add(Said(turn), turns[turn]);
            reading.Add(settings.Time(() => WeightReading.Sum(weights)));
            taken.Add(settings.Time(() => conversation.Add(Said(Turn - 1), turns[^1])));
        }
        double seconds = BenchSettings.MedianOf(taken);
        string how = string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"turn {Turn} on one thread; the floor is {recognizer.Model.Size * sizeof(float) / 1e6:0.0} MB of weights read once");
        return new(1, workload.Operations.Forward([1]), seconds, how, BenchSettings.MedianOf(reading));
    }

    /// <summary>A turn of two who take turns.</summary>
    internal static Utterance Said(int turn) => new(turn, turn % 2 == 0 ? "Ada" : "Bob", "");

    /// <summary>A turn with features of a dataset.</summary>
    internal static LiveTurn Invented(ConversationDataset data, int row) => Modalities.All.Aggregate(
        new LiveTurn(Said(row).Speaker),
        (turn, modality) => data.Features(modality) is { } matrix ? turn.With(modality, matrix.Row(row % matrix.Rows).ToArray()) : turn);
}
