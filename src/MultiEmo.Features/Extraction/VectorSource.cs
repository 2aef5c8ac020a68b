using MultiEmo.Conversations;

namespace MultiEmo.Features.Extraction;

/// <summary>What makes the vectors of a corpus' turns, and what corpus.json keeps of it.</summary>
public sealed record VectorSource<T>
{
    /// <summary>The modality of the vectors.</summary>
    public required Modality Modality { get; init; }

    /// <summary>What makes them, in one word.</summary>
    public required string Extractor { get; init; }

    /// <summary>What they are made from, in words.</summary>
    public required string From { get; init; }

    /// <summary>Whatever would change a row if it were another: settings, names of weights and their hashes.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>More for corpus.json, which may differ between machines that share the work: the version of ffmpeg, where weights lie.</summary>
    public IReadOnlyDictionary<string, string> MayDiffer { get; init; } = new Dictionary<string, string>();

    /// <summary>The items and the turns' rows.</summary>
    public required TurnPlan<T> Plan { get; init; }

    /// <summary>Makes the extractor of one job.</summary>
    public required Func<IItemExtractor<T>> Open { get; init; }

    /// <summary>What is fitted on the training turns.</summary>
    public VectorFit Fit { get; init; } = VectorFit.None;

    /// <summary>Writes what has to travel with the features: given their folder and name, the names of the files; null: nothing has to.</summary>
    public Func<string, string, IReadOnlyList<string>>? Keep { get; init; }

    /// <summary>Names of the values of a row; empty where they have none.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The settings and the program's version in one text, for what must not be mixed up.</summary>
    internal string Identity => string.Join('\n', Settings.OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => $"{pair.Key}={pair.Value}")
        .Prepend($"{Modality.Name()} {Extractor} {typeof(VectorFit).Assembly.GetName().Version}"));
}

/// <summary>What is fitted on training vectors and applied to all.</summary>
/// <param name="Standardized">Whether columns get mean 0 and deviation 1.</param>
/// <param name="Components">So many principal components take their place; null: none do. Needs <paramref name="Standardized"/>.</param>
public sealed record VectorFit(bool Standardized, int? Components = null)
{
    /// <summary>Vectors as they are made.</summary>
    public static VectorFit None { get; } = new(false);

    /// <summary>
    /// Whether NaN stands for a blank: it becomes the training mean, and columns with blanks in training get indicators, as columns of tables do.
    /// </summary>
    public bool Blanks { get; init; }
}
