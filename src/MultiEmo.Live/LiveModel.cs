using MultiEmo.Conversations;
using MultiEmo.Live.Layers;
using MultiEmo.Live.Passes;
using MultiEmo.Storage;

namespace MultiEmo.Live;

/// <summary>
/// A trained model without libtorch: <c>architecture.json</c>, <c>model.safetensors</c> and <c>calibration.json</c> of a seed's folder, of any
/// architecture that a run can have. Nothing in it changes, so that many conversations on many threads may use one.
/// </summary>
public sealed class LiveModel
{
    private readonly double temperature;
    private readonly Func<LivePass> begin;

    private LiveModel(Architecture architecture, double temperature, SafetensorsFile file)
    {
        (Architecture, this.temperature) = (architecture, temperature);
        Check(architecture, file.Path);
        var weights = new WeightReader(file);
        (begin, Size) = architecture.Kind switch
        {
            "multiemo" => Network(weights),
            "logistic-regression" => Regression(weights),
            _ => throw new BadInputException(
                $"unknown kind of model '{architecture.Kind}'", Spelling.Suggest(architecture.Kind, ["multiemo", "logistic-regression"])),
        };
        weights.RequireAllRead(name => architecture.Kind == "multiemo" && MultiEmoNetwork.Idle(name, architecture));
    }

    /// <summary>The model's shape.</summary>
    public Architecture Architecture { get; }

    /// <summary>The weights that one turn reads, in numbers of 4 bytes.</summary>
    public int Size { get; }

    /// <summary>Reads a trained model.</summary>
    /// <exception cref="BadInputException">A file is missing or damaged, or the weights are of another architecture.</exception>
    public static LiveModel Load(SeedFolder seed) => new(
        Json.Read<Architecture>(seed.Architecture), Json.Read<RunCalibration>(seed.Calibration).Temperature, Safetensors.Read(seed.Model));

    /// <summary>The logits of all turns of a conversation that is over: (T, C) row-major.</summary>
    /// <param name="turns">The turns in order.</param>
    /// <param name="threads">At most so many threads; the numbers do not depend on it.</param>
    /// <exception cref="BadInputException">Features of another width.</exception>
    public float[] Logits(IReadOnlyList<LiveTurn> turns, int threads = 1)
    {
        var pass = Begin(threads);
        Check(turns);
        pass.Append(turns);
        var logits = new float[turns.Count * Architecture.Classes];
        pass.Logits(0, logits);
        return logits;
    }

    /// <summary>The calibrated probabilities of one turn.</summary>
    /// <param name="logits">(C)</param>
    public float[] Probabilities(ReadOnlySpan<float> logits)
    {
        double most = double.NegativeInfinity, sum = 0;
        foreach (float logit in logits) most = Math.Max(most, logit);
        Span<double> odds = stackalloc double[logits.Length];
        for (int i = 0; i < odds.Length; i++) sum += odds[i] = Math.Exp((logits[i] - most) / temperature);
        var probabilities = new float[odds.Length];
        for (int i = 0; i < odds.Length; i++) probabilities[i] = (float)(odds[i] / sum);
        return probabilities;
    }

    /// <summary>A conversation before its first turn.</summary>
    internal LivePass Begin(int threads = 1)
    {
        var pass = begin();
        pass.Threads = threads;
        return pass;
    }

    /// <summary>Does nothing when the turns' features are as wide as the model's.</summary>
    /// <exception cref="BadInputException">They are not.</exception>
    internal void Check(IReadOnlyList<LiveTurn> turns)
    {
        foreach (var modality in Architecture.Modalities)
            foreach (var turn in turns)
                if (turn.Of(modality) is { } features && features.Length != Architecture.WidthOf(modality)) throw new BadInputException(
                    $"a turn has {features.Length} {modality.Name()} features, the model reads {Architecture.WidthOf(modality)}",
                    "give the features that the model was trained on");
    }

    private (Func<LivePass> Begin, int Size) Network(WeightReader weights)
    {
        var network = new MultiEmoNetwork(weights, Architecture);
        return (() => new MultiEmoPass(network), network.Size);
    }

    private (Func<LivePass> Begin, int Size) Regression(WeightReader weights)
    {
        int[] widths = [.. Architecture.Modalities.Select(modality => Architecture.WidthOf(modality)!.Value)];
        var linear = weights.Linear("linear", widths.Sum(), Architecture.Classes);
        return (() => new RegressionPass(linear, Architecture.Modalities, widths), linear.Size);
    }

    private static void Check(Architecture architecture, string path)
    {
        int[] sizes = [architecture.Width, architecture.Hidden, architecture.Heads, architecture.Classifier, architecture.Classes];
        bool sound = sizes.All(size => size > 0) && architecture.Layers >= 0 && architecture.Modalities.Count > 0
            && architecture.Modalities.All(modality => architecture.WidthOf(modality) > 0) && architecture.Width % architecture.Heads == 0;
        if (sound) return;
        throw new BadInputException("a size in the architecture of these weights is out of range", "train again, or copy the folder again", path);
    }
}
