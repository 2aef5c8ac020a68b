using System.Numerics.Tensors;
using MultiEmo.Conversations;
using MultiEmo.Features.Transforms;
using MultiEmo.Storage;

namespace MultiEmo.Features.Text;

/// <summary>
/// TF-IDF reduced by truncated SVD, fitted on training texts. The vectors are scaled by one number, so that the mean square of a training value is 1;
/// they are not centred, and a text without a known term is the zero vector.
/// </summary>
public sealed class TfidfExtractor
{
    private readonly float[][] components;

    /// <summary>Joins fitted parts.</summary>
    /// <param name="terms">The fitted TF-IDF.</param>
    /// <param name="components">A row per column of it, <see cref="Width"/> values each.</param>
    internal TfidfExtractor(Tfidf terms, Half[][] components)
    {
        (Terms, Stored) = (terms, components);
        this.components = [.. components.Select(row => Array.ConvertAll(row, value => (float)value))];
    }

    /// <summary>The fitted TF-IDF.</summary>
    public Tfidf Terms { get; }

    /// <summary>The number of values per text: 768, or fewer when the training texts have a lower rank.</summary>
    public int Width => components[0].Length;

    /// <summary>What is stored and what the projection uses: half precision, for a quarter of the size in memory of the decomposition.</summary>
    internal Half[][] Stored { get; }

    /// <summary>Fits vocabulary, weights and components on training texts, and on nothing else.</summary>
    /// <param name="trainingTexts">At least two texts with a term in common.</param>
    /// <param name="options">How; the defaults were chosen on a validation split.</param>
    /// <param name="progress">Told a clause per step.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="BadInputException">The texts have no term in common.</exception>
    public static TfidfExtractor Fit(
        IReadOnlyList<string> trainingTexts,
        TfidfExtractorOptions? options = null,
        IProgress<string>? progress = null,
        CancellationToken stop = default)
    {
        var set = options ?? new TfidfExtractorOptions();
        progress?.Report("terms");
        var terms = Tfidf.Fit(trainingTexts, set.Terms);
        var svd = TruncatedSvd.Fit(terms.Transform(trainingTexts), set.Reduction, progress, stop);
        return new TfidfExtractor(terms, Scaled(svd, trainingTexts.Count, set.Whitening));
    }

    /// <summary>The vectors of texts, row-major, texts x <see cref="Width"/>; the same text gives the same bytes in any company.</summary>
    public float[] Transform(IReadOnlyList<string> texts)
    {
        var weights = Terms.Transform(texts);
        var vectors = new float[texts.Count * Width];
        Parallel.For(0, texts.Count, row => Project(weights, row, vectors.AsSpan(row * Width, Width)));
        return vectors;
    }

    /// <summary>The features of turns from their words; a turn without words is absent.</summary>
    public FeatureMatrix Features(IReadOnlyList<Utterance> turns)
    {
        bool[] present = [.. turns.Select(turn => !string.IsNullOrWhiteSpace(turn.Text))];
        return new FeatureMatrix(Transform([.. turns.Select(turn => turn.Text)]), present, Width);
    }

    /// <summary>Writes <c>NAME.fitted.safetensors</c> and returns the file's name.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public string Save(string folder, string name)
    {
        TfidfFile.Write(Path.Combine(folder, FileOf(name)), this);
        return FileOf(name);
    }

    /// <summary>The name of the file that <see cref="Save"/> writes.</summary>
    public static string FileOf(string name) => $"{name}.fitted.safetensors";

    /// <summary>Reads what <see cref="Save"/> wrote; its vectors have the same bytes.</summary>
    /// <exception cref="BadInputException">No such file, or another content.</exception>
    public static TfidfExtractor Load(string folder, string name) => TfidfFile.Read(Path.Combine(folder, FileOf(name)));

    // A V S^-whitening, whose squares over all N texts sum to those of S^(1 - whitening), times what makes their mean 1.
    private static Half[][] Scaled(TruncatedSvd svd, int texts, double whitening)
    {
        double squares = svd.SingularValues.Sum(value => Math.Pow(value, 2 * (1 - whitening)));
        double scale = Math.Sqrt(svd.SingularValues.Length * (double)texts / squares);
        double[] scales = [.. svd.SingularValues.Select(value => scale * Math.Pow(value, -whitening))];
        return [.. svd.Right.Select(row => row.Select((value, k) => (Half)(value * scales[k])).ToArray())];
    }

    private void Project(SparseMatrix weights, int row, Span<float> vector)
    {
        for (int entry = weights.Starts[row]; entry < weights.Starts[row + 1]; entry++)
            TensorPrimitives.MultiplyAdd(components[weights.Indices[entry]], (float)weights.Values[entry], vector, vector);
    }
}
