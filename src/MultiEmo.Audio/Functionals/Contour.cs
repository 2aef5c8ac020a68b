using MultiEmo.Audio.Functionals.Peaks;

namespace MultiEmo.Audio.Functionals;

/// <summary>One descriptor over the frames that count, with all that several functionals share: it is never empty.</summary>
/// <param name="values">The values, frame by frame.</param>
/// <param name="period">Seconds from one frame to the next.</param>
internal readonly ref struct Contour(ReadOnlySpan<float> values, double period)
{
    /// <summary>The values, frame by frame.</summary>
    public ReadOnlySpan<float> Values { get; } = values;

    /// <summary>The values in ascending order; empty unless a functional asks for <see cref="Preparation.Order"/>.</summary>
    public ReadOnlySpan<float> Sorted { get; init; }

    /// <summary>Peaks and valleys in turn; empty unless a functional asks for <see cref="Preparation.Extrema"/>.</summary>
    public ReadOnlySpan<Extremum> Extrema { get; init; }

    /// <summary>Least value, greatest value and mean.</summary>
    public ContourSummary Summary { get; init; }

    /// <summary>Seconds from one frame to the next.</summary>
    public double Period { get; } = period;

    /// <summary>Number of frames, at least 1.</summary>
    public int Frames => Values.Length;
}
