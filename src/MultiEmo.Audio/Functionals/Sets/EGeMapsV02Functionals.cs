using MultiEmo.Audio.Functionals.Peaks;
using MultiEmo.Audio.Functionals.Segments;
using static MultiEmo.Audio.Functionals.Sets.EGeMapsV02Levels;

namespace MultiEmo.Audio.Functionals.Sets;

/// <summary>The 88 values of eGeMAPSv02, the extended Geneva minimalistic acoustic parameter set.</summary>
/// <remarks>Eyben et al., The Geneva Minimalistic Acoustic Parameter Set (GeMAPS) for Voice Research and Affective Computing (IEEE Transactions on
/// Affective Computing 7, 2016). Reuses its memory, so it is not safe for use by two threads at once.</remarks>
internal sealed class EGeMapsV02Functionals
{
    private const int MostSegments = 1000;

    private static readonly ContourFunctional[] Spread = [new ArithmeticMean(), new RelativeDeviation()];
    private static readonly ContourFunctional[] Course = [.. Spread, new Percentiles(0.20, 0.50, 0.80), new SlopeStatistics()];

    private static readonly SegmentLengths VoicedSegments = new(
        new Runs(ofZeros: false, MostSegments), SegmentMeasure.Rate, SegmentMeasure.MeanLength, SegmentMeasure.LengthDeviation);

    private static readonly SegmentLengths UnvoicedSegments = new(
        new Runs(ofZeros: true, MostSegments), SegmentMeasure.MeanLength, SegmentMeasure.LengthDeviation);

    private static readonly FunctionalSet Set = new(EGeMapsV02Levels.Contours,
    [
        new([Pitch], FrameSelection.NonZero, Course),
        new([Loudness], FrameSelection.All, Course),
        new([Spectrum], FrameSelection.All, Spread),
        new([Voice, VoicedSpectrum], FrameSelection.NonZero, Spread),
        new([UnvoicedSpectrum], FrameSelection.NonZero, [new ArithmeticMean()]),
        new([Loudness], FrameSelection.All, [new PeakRate()]) { Titles = ["loudnessPeaksPerSec"] },
        new([Pitch], FrameSelection.All, [VoicedSegments])
        {
            Titles = ["VoicedSegmentsPerSec", "MeanVoicedSegmentLengthSec", "StddevVoicedSegmentLengthSec"],
        },
        new([Pitch], FrameSelection.All, [UnvoicedSegments])
        {
            Titles = ["MeanUnvoicedSegmentLength", "StddevUnvoicedSegmentLength"],
        },
        new([Energy], FrameSelection.All, [new SoundLevel()]),
    ]);

    private readonly FunctionalScratch scratch = new();

    /// <summary>Names of the values in their order, as openSMILE 3 writes them.</summary>
    public static IReadOnlyList<string> Names => Set.Names;

    /// <summary>Describes a sound.</summary>
    /// <param name="levels">Its contours, in the order of <see cref="EGeMapsV02Levels"/>.</param>
    /// <param name="period">Seconds from one frame to the next, by name: 0.010 at every sampling rate.</param>
    /// <param name="output">One value per name.</param>
    public void Compute(IReadOnlyList<ContourGroup> levels, double period, Span<float> output) =>
        Set.Compute(levels, period, scratch, output);
}
