using MultiEmo.Audio.Functionals.Peaks;
using MultiEmo.Audio.Functionals.Segments;
using MultiEmo.Audio.Functionals.Trends;
using static MultiEmo.Audio.Functionals.Sets.ComParE2016Levels;

namespace MultiEmo.Audio.Functionals.Sets;

/// <summary>The 6373 values of ComParE_2016: six groups of functionals over 65 contours and their deltas.</summary>
/// <remarks>Schuller et al., The INTERSPEECH 2016 Computational Paralinguistics Challenge (Interspeech 2016); the set is that of 2013, described by
/// Weninger et al., On the Acoustics of Emotion in Audio (Frontiers in Psychology 4, 2013). Reuses its memory, so it is not safe for use by two
/// threads at once.</remarks>
internal sealed class ComParE2016Functionals
{
    private const int MostSegments = 100;

    private static readonly ContourFunctional[] Distribution = [new Quartiles(), new Percentiles(0.01, 0.99), new Moments()];
    private static readonly ContourFunctional[] Course = [new UpLevelTimes(), new RiseTimes(), new LinearPrediction()];

    private static readonly SegmentMeasure[] Lengths =
        [SegmentMeasure.MeanLength, SegmentMeasure.GreatestLength, SegmentMeasure.LeastLength, SegmentMeasure.LengthDeviation];

    private static readonly ContourFunctional[] Shape =
        [new Extremes(), .. Distribution, new SegmentLengths(new ThresholdCrossings(MostSegments), Lengths), .. Course];

    private static readonly FunctionalSet Set = new(ComParE2016Levels.Contours,
    [
        new([Energy, EnergyDelta], FrameSelection.All, Shape),
        new([Spectrum, SpectrumDelta], FrameSelection.All, Shape),
        new([Voicing, VoicingDelta], FrameSelection.NonZero,
        [
            new ArithmeticMean(), new Flatness(), new PositiveMean(), new RootQuadraticMean(),
            new Extremes(), new Regression(TimeUnit.Frame), .. Distribution, .. Course,
        ]),
        new([Pitch], FrameSelection.All, [new NonZeroShare(), new SegmentLengths(new Runs(ofZeros: false, MostSegments), Lengths)]),
        new([Energy, Spectrum], FrameSelection.All,
        [
            new ArithmeticMean(), new Flatness(), new RootQuadraticMean(),
            new PeakStatistics(), new SlopeStatistics(), new Regression(TimeUnit.Second),
        ]),
        new([EnergyDelta, SpectrumDelta], FrameSelection.All,
        [
            new Flatness(), new PositiveMean(), new RootQuadraticMean(),
            new PeakStatistics(), new SlopeStatistics(),
        ]),
    ]);

    private readonly FunctionalScratch scratch = new();

    /// <summary>Names of the values in their order, as openSMILE 3 writes them.</summary>
    public static IReadOnlyList<string> Names => Set.Names;

    /// <summary>Describes a sound.</summary>
    /// <param name="levels">Its contours, in the order of <see cref="ComParE2016Levels"/>.</param>
    /// <param name="period">Seconds from one frame to the next, by name: 0.010 at every sampling rate.</param>
    /// <param name="output">One value per name.</param>
    public void Compute(IReadOnlyList<ContourGroup> levels, double period, Span<float> output) =>
        Set.Compute(levels, period, scratch, output);
}
