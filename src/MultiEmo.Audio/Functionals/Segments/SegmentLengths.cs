namespace MultiEmo.Audio.Functionals.Segments;

/// <summary>How many segments a contour has and how long they are, in seconds; all 0 if it has none.</summary>
/// <param name="segmentation">How segments are found.</param>
/// <param name="measures">What is told about them.</param>
internal sealed class SegmentLengths(Segmentation segmentation, params SegmentMeasure[] measures) : ContourFunctional
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; } = [.. measures.Select(Name)];

    /// <inheritdoc/>
    public override void Compute(in Contour contour, Span<float> output)
    {
        Span<int> lengths = stackalloc int[segmentation.Limit];
        lengths = lengths[..segmentation.Find(contour, lengths)];
        var period = (float)contour.Period;
        for (var i = 0; i < measures.Length; i++)
            output[i] = measures[i] == SegmentMeasure.Rate ? lengths.Length / (period * contour.Frames) : Measure(measures[i], lengths) * period;
    }

    private static float Measure(SegmentMeasure measure, ReadOnlySpan<int> lengths) => measure switch
    {
        SegmentMeasure.MeanLength => Mean(lengths),
        SegmentMeasure.GreatestLength => Extreme(lengths, Math.Max),
        SegmentMeasure.LeastLength => Extreme(lengths, Math.Min),
        SegmentMeasure.LengthDeviation => Deviation(lengths),
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "Not a length."),
    };

    private static float Mean(ReadOnlySpan<int> lengths)
    {
        var sum = 0;
        foreach (var length in lengths)
            sum += length;
        return (float)sum / Math.Max(lengths.Length, 1);
    }

    private static int Extreme(ReadOnlySpan<int> lengths, Func<int, int, int> choose)
    {
        var chosen = lengths.IsEmpty ? 0 : lengths[0];
        foreach (var length in lengths)
            chosen = choose(chosen, length);
        return chosen;
    }

    private static float Deviation(ReadOnlySpan<int> lengths)
    {
        var (mean, squares) = (Mean(lengths), 0f);
        foreach (var length in lengths)
            squares += (length - mean) * (length - mean);
        return MathF.Sqrt(squares / Math.Max(lengths.Length, 1));
    }

    private static string Name(SegmentMeasure measure) => measure switch
    {
        SegmentMeasure.Rate => "numSegments",
        SegmentMeasure.MeanLength => "meanSegLen",
        SegmentMeasure.GreatestLength => "maxSegLen",
        SegmentMeasure.LeastLength => "minSegLen",
        SegmentMeasure.LengthDeviation => "segLenStddev",
        _ => throw new ArgumentOutOfRangeException(nameof(measure)),
    };
}
