using System.Globalization;
using MultiEmo.Audio;

namespace MultiEmo.Parity.Tests.Audio;

/// <summary>The eight values of prosody against those of Praat 6.3.07, which tests/generators/prosody.praat wrote into prosody.csv.</summary>
public class ProsodyParity
{
    // The largest difference of any sound, per column. Measured on the recordings: 0, 6.8e-8 (the other scale of samples taken out), 1.2e-4, 2.3e-5,
    // 1.8e-4, 1.9e-3, 0 and 6.6e-8. Pitch is computed from correlations in single precision; a deviation that sees digital silence (-300 dB beside
    // speech) keeps the other scale.
    private static readonly double[] OfRecordings = [1e-12, 2e-7, 2e-4, 1e-4, 1e-3, 1e-2, 1e-9, 1e-6];

    // Measured: 0, 6.5e-4, 3.3e-4, 7.3e-6, 5.8e-6, 9.6e-5, 0 and 1.3e-7. At 8, 16 and 48 kHz the middle of each frame of intensity lies between two
    // samples, and Praat does not always take the one that is taken here.
    private static readonly double[] OfVoices = [1e-12, 1e-3, 1e-3, 1e-4, 1e-4, 1e-3, 1e-9, 1e-6];

    // Above it the only noise of a voice made from a formula is the rounding of its samples, which Praat keeps in double precision.
    private const double CleanestHarmonicity = 60;

    // Praat divides 16-bit samples by 32768, openSMILE and Waveform by 32767.
    private static readonly double Scale = 20 * Math.Log10(32768.0 / 32767);

    [Fact]
    public void Prosody_of_recordings_is_that_of_Praat()
    {
        string data = Path.GetFullPath(Path.Combine(Golden.Folder("opensmile"), "..", "..", "data", "emodb"));
        Assert.SkipUnless(Directory.Exists(data), "The recordings of emotional speech are not here: no ../shared/data/emodb.");
        var recordings = Rows().Where(row => IsRecording(row[0])).AsParallel().AsOrdered();
        Compared[] sounds = [.. recordings.Select(row => Compare(row, Waveform.Read(Path.Combine(data, row[0])), Scale))];

        Assert.Equal(243, sounds.Length);
        Check(sounds, OfRecordings);
        Assert.All(Enumerable.Range(1, SpeechProsody.Names.Count - 1), column => Assert.InRange(Correlation(sounds, column), 0.999999, 1.000001));
    }

    [Fact]
    public void Prosody_of_voices_made_from_formulas_is_that_of_Praat()
    {
        Compared[] sounds = [.. Rows().Where(row => !IsRecording(row[0])).Select(row => Compare(row, FormulaVoices.Of(row[0]), 0))];

        Assert.Equal(8, sounds.Length);
        Check(sounds, OfVoices);
    }

    private static IEnumerable<string[]> Rows() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Audio", "prosody.csv")).Skip(1).Select(line => line.Split(','));

    private static bool IsRecording(string name) => name.EndsWith(".wav", StringComparison.Ordinal);

    private static Compared Compare(string[] row, Waveform sound, double louder)
    {
        double?[] theirs = [.. row[1..].Select(cell => cell.Length == 0 ? (double?)null : double.Parse(cell, CultureInfo.InvariantCulture))];
        // Praat's table has 0 for the spread of a pitch that is not there.
        if (theirs[3] is null) theirs[4] = theirs[5] = null;
        theirs[1] += louder;
        double?[] ours = [.. SpeechProsody.Of(sound)!.Values];
        foreach (double?[] values in new[] { ours, theirs })
            if (values[^1] > CleanestHarmonicity) values[^1] = CleanestHarmonicity;
        return new Compared(row[0], ours, theirs);
    }

    private static void Check(Compared[] sounds, double[] bounds)
    {
        var lines = SpeechProsody.Names.Index().Select(column => Describe(column.Item, sounds, column.Index));
        string table = string.Join('\n', lines);
        TestContext.Current.TestOutputHelper?.WriteLine(table);
        bool blanks = sounds.All(sound => sound.Ours.Zip(sound.Theirs).All(pair => pair.First is null == pair.Second is null));
        Assert.True(blanks && bounds.Index().All(bound => Differences(sounds, bound.Index).Max() <= bound.Item), table);
    }

    private static string Describe(string name, Compared[] sounds, int column)
    {
        double[] differences = [.. Differences(sounds, column).Order()];
        string worst = sounds.MaxBy(sound => sound.Difference(column))!.Name;
        int blanks = sounds.Count(sound => sound.Ours[column] is null != sound.Theirs[column] is null);
        return string.Create(CultureInfo.InvariantCulture, $"{name}: correlation {Correlation(sounds, column):0.00000000}, difference at the median "
            + $"{differences[differences.Length / 2]:0.0e0}, at most {differences[^1]:0.0e0} ({worst}), blank in one alone {blanks}");
    }

    private static IEnumerable<double> Differences(Compared[] sounds, int column) => sounds.Select(sound => sound.Difference(column));

    private static double Correlation(Compared[] sounds, int column)
    {
        var both = sounds.Where(sound => sound.Ours[column] is not null && sound.Theirs[column] is not null).ToArray();
        double[] ours = [.. both.Select(sound => sound.Ours[column]!.Value)], theirs = [.. both.Select(sound => sound.Theirs[column]!.Value)];
        double own = ours.Average(), other = theirs.Average();
        return ours.Zip(theirs).Sum(pair => (pair.First - own) * (pair.Second - other))
            / Math.Sqrt(ours.Sum(value => (value - own) * (value - own)) * theirs.Sum(value => (value - other) * (value - other)));
    }

    private sealed record Compared(string Name, IReadOnlyList<double?> Ours, IReadOnlyList<double?> Theirs)
    {
        public double Difference(int column) => Ours[column] is { } ours && Theirs[column] is { } theirs ? Math.Abs(ours - theirs) : 0;
    }
}
