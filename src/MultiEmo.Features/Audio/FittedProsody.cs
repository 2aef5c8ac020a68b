using MultiEmo.Audio;
using MultiEmo.Conversations;
using MultiEmo.Features.Tables;
using MultiEmo.Storage;

namespace MultiEmo.Features.Audio;

/// <summary>
/// The vector of prosody that a model was trained on, for new sounds: measured, standardised and marked where blank as corpus.json says, whether the
/// training values were measured here or read from a table.
/// </summary>
public sealed class FittedProsody
{
    private readonly FittedTable fitted;

    private FittedProsody(FittedTable fitted) => this.fitted = fitted;

    /// <summary>Values of a vector: eight and an indicator for each group of values that was blank in training.</summary>
    public int Width => fitted.Width;

    /// <summary>Reads what was fitted in training.</summary>
    /// <param name="entry">What corpus.json says of the feature file; its extractor is <c>prosody</c>.</param>
    /// <param name="folder">Where the fitted files of the entry lie: the features folder of a run or of a corpus.</param>
    /// <exception cref="BadInputException">The fitted file is missing, damaged, or of other columns.</exception>
    public static FittedProsody Load(FeatureEntry entry, string folder)
    {
        string path = Path.Combine(folder, FittedTable.FileOf(entry.Name));
        var fitted = FittedTable.Load(path);
        Require(fitted.Columns, path);
        if (fitted.Width == entry.Width) return new FittedProsody(fitted);
        throw new BadInputException($"gives {fitted.Width} values where '{entry.Name}' has {entry.Width}",
            "extract the audio features again and train again", path);
    }

    /// <summary>Whether columns are those of the extractor, in its order.</summary>
    /// <param name="columns">The columns of a table.</param>
    /// <param name="path">Where they are from.</param>
    /// <exception cref="BadInputException">They are not; the message says which are missing, too many or out of place.</exception>
    public static void Require(IReadOnlyList<string> columns, string path)
    {
        var names = SoundSet.Prosody.Functionals;
        if (columns.SequenceEqual(names)) return;
        string[] missing = [.. names.Except(columns)], many = [.. columns.Except(names)];
        string[] faults =
        [
            .. missing.Length > 0 ? [$"have no numbers in {string.Join(", ", missing)}"] : Array.Empty<string>(),
            .. many.Length > 0 ? [$"have {string.Join(", ", many)} besides"] : Array.Empty<string>(),
            .. missing.Length + many.Length == 0 ? [$"are in another order: {string.Join(", ", columns)}"] : Array.Empty<string>(),
        ];
        throw new BadInputException($"the columns of numbers are not the extractor's: they {string.Join(" and ", faults)}",
            $"write the columns {string.Join(", ", names)} in this order, or leave out --as", path);
    }

    /// <summary>The vector of a sound.</summary>
    /// <param name="waveform">The sound of one turn.</param>
    /// <returns>Null where there is nothing to measure: it is silent, or shorter than 64 ms. The turn's voice is absent then.</returns>
    /// <exception cref="AudioFormatException">As <see cref="SpeechProsody.Of(Waveform)"/>.</exception>
    public float[]? Vector(Waveform waveform) => SpeechProsody.Of(waveform) is { IsSilent: false } prosody
        ? fitted.Transform([.. prosody.Values.Select(value => (double)(float)(value ?? double.NaN))])
        : null;

    /// <summary>The vector of a stretch of a sound.</summary>
    /// <param name="waveform">The sound.</param>
    /// <param name="start">Where the stretch begins, in seconds.</param>
    /// <param name="end">Where it ends, in seconds; what is beyond the sound is left out.</param>
    /// <returns>As <see cref="Vector(Waveform)"/>.</returns>
    /// <exception cref="AudioFormatException">As <see cref="SpeechProsody.Of(Waveform)"/>.</exception>
    public float[]? Vector(Waveform waveform, double start, double end)
    {
        int count = waveform.Samples.Length;
        int first = (int)Math.Clamp(Math.Round(start * waveform.SampleRate), 0, count);
        int last = (int)Math.Clamp(Math.Round(end * waveform.SampleRate), first, count);
        return Vector(new Waveform(waveform.Samples[first..last], waveform.SampleRate));
    }
}
