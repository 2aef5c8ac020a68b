using System.Globalization;
using MultiEmo.Conversations;
using MultiEmo.Evaluation.Charts;
using MultiEmo.Features.Transforms;
using MultiEmo.Storage;

namespace MultiEmo.Cli.Reports;

/// <summary>The fused vectors of a run's validation utterances in two dimensions, two ways.</summary>
internal static class FusedVectors
{
    /// <summary>The most utterances that are laid out; of more, evenly spread ones.</summary>
    public const int Most = 3000;

    /// <summary>
    /// Computes the vectors with the seed that is best on validation, and lays them out; null where there are too few or they do not differ.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="corpus">Its corpus.</param>
    /// <param name="stop">Ends the work early.</param>
    public static IReadOnlyList<Projection>? Of(ReportedRun run, ReportedCorpus corpus, CancellationToken stop)
    {
        var validation = PreparedCorpus.LoadSplits(corpus.Folder, Split.Dev);
        using var recognizer = Recognizer.Load(run.Path);
        float[][] vectors = recognizer.FusedVectors(validation, run.Run.Recipe.Training.Batch, stop);
        var turns = validation.Corpus.Conversations.SelectMany(conversation => conversation.Turns);
        LabelledVector[] labelled = [.. turns.Zip(vectors).Where(pair => pair.First.Emotion is not null)
            .Select(pair => new LabelledVector(run.Emotions.IndexOf(pair.First.Emotion!), Array.ConvertAll(pair.Second, value => (double)value)))];
        int step = (labelled.Length + Most - 1) / Most;
        LabelledVector[] taken = [.. labelled.Where((_, place) => place % Math.Max(1, step) == 0)];
        if (taken.Length < TSne.FewestRows) return null;
        try
        {
            return [Components(taken), Neighbours(taken, stop)];
        }
        catch (BadInputException)       // fewer than two directions
        {
            return null;
        }
    }

    private static Projection Components(LabelledVector[] vectors)
    {
        double[][] rows = Pca.Centred([.. vectors.Select(vector => vector.Values)]);
        var pca = Pca.Fit(rows, 2);
        float[][] scores = [.. rows.Select(row => pca.Apply(Array.ConvertAll(row, value => (float)value)))];
        double scale = pca.Directions.Sum(direction => (double)direction[0] * direction[0]), total = rows.Sum(row => row.Sum(value => value * value));
        string Share(int component)
        {
            double share = scores.Sum(row => (double)row[component] * row[component]) / scale / total;
            return string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} % of the variance");
        }
        return new Projection("Principal components", $"first: {Share(0)}", $"second: {Share(1)}",
            [.. scores.Zip(vectors, (score, vector) => new ProjectedPoint(score[0], score[1], vector.Label))]);
    }

    private static Projection Neighbours(LabelledVector[] vectors, CancellationToken stop)
    {
        double[][] points = TSne.Fit([.. vectors.Select(vector => vector.Values)], stop: stop);
        return new Projection("t-SNE, perplexity 30", "only what is near has a meaning", "",
            [.. vectors.Select((vector, place) => new ProjectedPoint(points[0][place], points[1][place], vector.Label))]);
    }

    private sealed record LabelledVector(int Label, double[] Values);
}
