using MultiEmo.Features.Audio;
using MultiEmo.Features.Extraction;
using MultiEmo.Features.Video;

namespace MultiEmo.Features.Recordings;

/// <summary>How loud a recording is from one hundredth of a second to the next: little enough to keep for hours.</summary>
public sealed class SoundOutline
{
    /// <summary>Seconds from one value to the next.</summary>
    public const double Step = 0.01;

    /// <summary>What stands for digital silence, in dB.</summary>
    public const float Silence = -120;

    private readonly float[] levels;
    private readonly float[] peaks;

    private SoundOutline(float[] levels, float[] peaks, double begin, double end)
        => (this.levels, this.peaks, Begin, End) = (levels, peaks, begin, end);

    /// <summary>Seconds of the recording at which the sound begins.</summary>
    public double Begin { get; }

    /// <summary>Seconds of the recording at which it ends.</summary>
    public double End { get; }

    /// <summary>The mean power of each step, in dB below full scale; the last step may be a part of one.</summary>
    public IReadOnlyList<float> Levels => levels;

    /// <summary>The largest magnitude of each step, full scale at 1.</summary>
    public IReadOnlyList<float> Peaks => peaks;

    /// <summary>Listens to a sound once, block by block.</summary>
    /// <param name="path">A sound, or a film.</param>
    /// <param name="ffmpeg">Decodes what is no WAV file; null: it is one.</param>
    /// <param name="begin">Seconds of the recording at which its sound begins.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="Conversations.BadInputException">It cannot be decoded.</exception>
    /// <exception cref="MultiEmo.Audio.AudioFormatException">It is no WAV file although it is called one.</exception>
    public static SoundOutline Read(string path, Ffmpeg? ffmpeg, double begin, CancellationToken stop = default)
    {
        using var sound = ClipSound.Open(new Clip(Path.GetFileName(path), path), ffmpeg, stop);
        List<float> levels = [], peaks = [];
        double square = 0, per = sound.SampleRate * Step;
        float peak = 0;
        long at = 0, first = 0;
        void Keep()
        {
            levels.Add(Level(square / (at - first)));
            peaks.Add(peak);
            (square, peak, first) = (0, 0, at);
        }
        foreach (var block in sound.Blocks(stop))
            foreach (float sample in block.Span)
            {
                square += (double)sample * sample;
                peak = Math.Max(peak, Math.Abs(sample));
                if (++at >= (levels.Count + 1) * per) Keep();
            }
        if (at > first) Keep();
        return new SoundOutline([.. levels], [.. peaks], begin, begin + ((double)at / sound.SampleRate));
    }

    /// <summary>The largest level between two times, in dB; <see cref="Silence"/> where there is no sound.</summary>
    public float Loudest(double start, double end)
    {
        float most = Silence;
        for (int i = Place(start); i < Place(end); i++) most = Math.Max(most, levels[i]);
        return most;
    }

    /// <summary>The step at a time, within the sound.</summary>
    public int Place(double time) => (int)Math.Clamp(Math.Floor((time - Begin) / Step), 0, levels.Length);

    private static float Level(double power) => power <= 1e-12 ? Silence : (float)(10 * Math.Log10(power));
}
