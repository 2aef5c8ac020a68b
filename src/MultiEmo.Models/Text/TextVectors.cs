using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MultiEmo.Conversations;
using MultiEmo.Features.Extraction;

namespace MultiEmo.Models.Text;

/// <summary>
/// The vectors that a text network makes of a corpus' turns, as an extraction whose items are the batches of its plan. The first job takes the
/// network that made the plan, the others copies of it.
/// </summary>
/// <param name="network">The network; owned from here on.</param>
public sealed class TextVectors(TextExtractor network) : IDisposable
{
    private int taken;

    /// <summary>The vectors of a corpus; this must live as long as they are made.</summary>
    public VectorSource<TextBatch> Of(Corpus corpus)
    {
        var described = network.Describe();
        return new VectorSource<TextBatch>
        {
            Modality = Modality.Text,
            Extractor = network.Kind,
            From = "the words of the turns",
            Settings = described.Where(setting => !network.MayDiffer.Contains(setting.Key)).ToDictionary(),
            MayDiffer = described.Where(setting => network.MayDiffer.Contains(setting.Key)).ToDictionary(),
            Plan = Plan(corpus),
            Open = Open,
            Keep = network.Save,
        };
    }

    /// <summary>Frees the network.</summary>
    public void Dispose() => network.Dispose();

    private TurnPlan<TextBatch> Plan(Corpus corpus)
    {
        WorkItem<TextBatch>[] items = [.. network.Plan(corpus.Conversations).Select(Item)];
        var places = items.SelectMany(item => item.Source.Rows.Select((turn, row) => (turn, new Place(item, row)))).ToDictionary();
        return new TurnPlan<TextBatch>(items, [.. TurnPlace.All(corpus).Select((place, turn) => places.TryGetValue(turn, out var at)
            ? new PlannedTurn<TextBatch>(place, at.Item, at.Row)
            : new PlannedTurn<TextBatch>(place, null, Lack: "has no words"))]);
    }

    // The words are the state: who changes them has the batches made anew that hold them.
    private WorkItem<TextBatch> Item(TextBatch batch)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (int[] input in batch.Inputs) hash.AppendData(MemoryMarshal.AsBytes([.. network.Meaning(input), -1]));
        string rows = string.Join(' ', batch.Rows.Select(row => row.ToString(CultureInfo.InvariantCulture)));
        return new WorkItem<TextBatch>(rows, Convert.ToHexStringLower(hash.GetCurrentHash()), batch);
    }

    private Job Open() => Interlocked.Exchange(ref taken, 1) == 0 ? new Job(network, owned: false) : new Job(network.Copy(), owned: true);

    private sealed record Place(WorkItem<TextBatch> Item, int Row);

    private sealed class Job(TextExtractor network, bool owned) : IItemExtractor<TextBatch>
    {
        public void Extract(TextBatch source, PartWriter part, CancellationToken stop)
        {
            foreach (float[] vector in network.Vectors(source)) part.Write(vector);
        }

        public void Dispose()
        {
            if (owned) network.Dispose();
        }
    }
}
