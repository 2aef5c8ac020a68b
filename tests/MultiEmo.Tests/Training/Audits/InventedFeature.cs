using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Tests.Training.Audits;

/// <summary>A feature file that tells something of the label; what is absent is absent by chance, turn by turn or for a whole conversation.</summary>
public sealed class InventedFeature
{
    private const int Width = 6;
    private readonly Modality modality;
    private readonly string name;

    public InventedFeature(Modality modality, string name, InventedTalk talk)
    {
        (this.modality, this.name) = (modality, name);
        double rate = modality == Modality.Text ? 0 : talk.Chance.Next(4) * 0.1, whole = modality == Modality.Text ? 0 : talk.Chance.Next(3) * 0.1;
        foreach (var conversation in talk.Conversations)
        {
            bool absent = talk.Chance.NextDouble() < whole;
            foreach (var turn in conversation.Turns)
            {
                int label = talk.Emotions.IndexOf(turn.Emotion!);
                Rows.Add([.. Enumerable.Range(0, Width).Select(d => (d == label ? 1 : 0) + talk.Chance.NextSingle() - 0.5f)]);
                if (modality == Modality.Audio) Rows[^1][^1] = talk.Chance.Next(3) == 0 ? 1 : 0;
                Present.Add(!absent && talk.Chance.NextDouble() >= rate);
            }
        }
    }

    public List<float[]> Rows { get; } = [];

    public List<bool> Present { get; } = [];

    /// <summary>The splits that it says it was fitted on.</summary>
    public string FittedOn { get; set; } = "train";

    /// <summary>Gives every column mean 0 and deviation 1 over some rows.</summary>
    public void Standardise(IEnumerable<int> rows)
    {
        int[] chosen = [.. rows.Where(row => Present[row])];
        for (int d = 0; d < Width; d++)
        {
            double mean = chosen.Average(row => (double)Rows[row][d]);
            double deviation = Math.Sqrt(chosen.Average(row => Math.Pow(Rows[row][d] - mean, 2)));
            foreach (float[] row in Rows) row[d] = (float)((row[d] - mean) / deviation);
        }
    }

    public void Write(PreparedCorpus corpus)
    {
        var settings = new Dictionary<string, string> { ["fitted_on"] = FittedOn };
        var matrix = new FeatureMatrix([.. Rows.SelectMany(row => row)], [.. Present], Width);
        corpus.WriteFeatures(new FeatureEntry(name, modality, Width, "invented", "given", settings), matrix);
    }
}
