using MultiEmo.Audio;
using MultiEmo.Features.Extraction;
using MultiEmo.Features.Video;

namespace MultiEmo.Features.Audio;

/// <summary>Extracts one of the native sets of speech features.</summary>
/// <param name="set">The features.</param>
/// <param name="level">Functionals or contours.</param>
/// <param name="ffmpeg">Decodes what is no WAV file; null: there are no other files.</param>
public sealed class SoundExtractor(AudioSet set, AudioLevel level, Ffmpeg? ffmpeg = null) : IItemExtractor<Clip>
{
    private readonly AudioFeatures features = new(set);

    /// <inheritdoc/>
    public void Extract(Clip source, PartWriter part, CancellationToken stop)
    {
        using var reader = ClipSound.Open(source, ffmpeg, stop);
        part.Period = AudioFeatures.FramePeriod(reader.SampleRate);
        if (level == AudioLevel.Functionals) part.Write(features.Extract(reader.Blocks(stop), reader.SampleRate, source.Path).Values);
        else WriteContours(reader, source, part, stop);
        part.Remark = reader.Remark;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held between two sounds.
    }

    private void WriteContours(IClipSound reader, Clip source, PartWriter part, CancellationToken stop)
    {
        foreach (var frame in features.StreamContours(reader.Blocks(stop), reader.SampleRate, source.Path)) part.Write(frame.Values);
    }
}
