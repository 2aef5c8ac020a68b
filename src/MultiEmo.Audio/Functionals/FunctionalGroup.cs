namespace MultiEmo.Audio.Functionals;

/// <summary>The same functionals applied to every contour of some levels.</summary>
/// <param name="Levels">Indices of the levels, in the order of the output; all are cut to the frames of the shortest.</param>
/// <param name="Frames">Which frames count.</param>
/// <param name="Functionals">What is computed of each contour, in the order of the output.</param>
internal sealed record FunctionalGroup(IReadOnlyList<int> Levels, FrameSelection Frames, IReadOnlyList<ContourFunctional> Functionals)
{
    private readonly int width = Functionals.Sum(functional => functional.Names.Count);
    private readonly Preparation prepared = Functionals.Aggregate(Preparation.None, (needs, functional) => needs | functional.Needs);

    /// <summary>Names that replace the composed ones, as a set may give its values.</summary>
    public IReadOnlyList<string>? Titles { get; init; }

    /// <summary>Names of all values: contour, underscore, functional.</summary>
    /// <param name="contours">Names of the contours of every level.</param>
    public IEnumerable<string> Names(IReadOnlyList<IReadOnlyList<string>> contours) => Titles ?? Composed(contours);

    /// <summary>Describes every contour.</summary>
    /// <param name="levels">All levels of the set.</param>
    /// <param name="period">Seconds from one frame to the next.</param>
    /// <param name="scratch">Memory to work in.</param>
    /// <param name="output">Begins with room for this group's values.</param>
    /// <returns>How many values were written.</returns>
    public int Compute(IReadOnlyList<ContourGroup> levels, double period, FunctionalScratch scratch, Span<float> output)
    {
        var column = scratch.Column(Levels.Min(level => levels[level].Frames));
        var written = 0;
        foreach (var level in Levels)
        {
            for (var contour = 0; contour < levels[level].Count; contour++)
            {
                levels[level].CopyColumn(contour, column);
                Describe(column, period, scratch, output.Slice(written, width));
                written += width;
            }
        }
        return written;
    }

    private IEnumerable<string> Composed(IReadOnlyList<IReadOnlyList<string>> contours) =>
        from level in Levels
        from contour in contours[level]
        from functional in Functionals
        from name in functional.Names
        select $"{contour}_{name}";

    private void Describe(Span<float> column, double period, FunctionalScratch scratch, Span<float> output)
    {
        var values = Frames == FrameSelection.NonZero ? NonZero(column) : column;
        output.Clear();
        if (values.IsEmpty)
            return;
        var contour = Prepare(values, period, scratch);
        for (var i = 0; i < Functionals.Count; i++)
        {
            Functionals[i].Compute(contour, output);
            output = output[Functionals[i].Names.Count..];
        }
    }

    // Moves the values that count to the front.
    private static Span<float> NonZero(Span<float> column)
    {
        var count = 0;
        foreach (var x in column)
        {
            column[count] = x;
            count += x != 0 ? 1 : 0;
        }
        return column[..count];
    }

    private Contour Prepare(ReadOnlySpan<float> values, double period, FunctionalScratch scratch)
    {
        var summary = ContourSummary.Of(values);
        return new(values, period)
        {
            Summary = summary,
            Sorted = prepared.HasFlag(Preparation.Order) ? scratch.Sort(values) : default,
            Extrema = prepared.HasFlag(Preparation.Extrema) ? scratch.FindExtrema(values, summary.Range) : default,
        };
    }
}
