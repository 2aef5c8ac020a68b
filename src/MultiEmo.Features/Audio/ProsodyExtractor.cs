using MultiEmo.Audio;
using MultiEmo.Features.Extraction;
using MultiEmo.Features.Video;

namespace MultiEmo.Features.Audio;

/// <summary>Measures the prosody of sounds: a row of <see cref="SpeechProsody.Values"/> each, NaN for a blank.</summary>
/// <param name="ffmpeg">Decodes what is no WAV file; null: there are no other files.</param>
public sealed class ProsodyExtractor(Ffmpeg? ffmpeg = null) : IItemExtractor<Clip>
{
    /// <inheritdoc/>
    public void Extract(Clip source, PartWriter part, CancellationToken stop)
    {
        using var reader = ClipSound.Open(source, ffmpeg, stop);
        var samples = new List<float>();
        foreach (var block in reader.Blocks(stop)) samples.AddRange(block.Span);
        var waveform = new Waveform(samples.ToArray(), reader.SampleRate);
        var prosody = SpeechProsody.Of(waveform, source.Path) ?? throw TooShort(waveform, source.Path);
        if (prosody.IsSilent) throw new AudioFormatException(source.Path, "is silent: all its samples are equal", "give a sound with a voice");
        part.MayBeBlank = true;
        part.Write([.. prosody.Values.Select(value => (float)(value ?? double.NaN))]);
        part.Remark = reader.Remark;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held between two sounds.
    }

    private static AudioFormatException TooShort(Waveform waveform, string path)
    {
        string problem = FormattableString.Invariant(
            $"is {waveform.Duration.TotalSeconds:0.000} s long, shorter than one frame of {SpeechProsody.Shortest:0.000} s");
        return new AudioFormatException(path, problem, "give a longer sound");
    }
}
