using System.Collections.Concurrent;
using MultiEmo.Audio;

namespace MultiEmo.Features.Audio;

/// <summary>Extracts the features of many sounds, some at a time; a sound that cannot be read does not keep the others from theirs.</summary>
/// <param name="set">The features.</param>
/// <param name="level">Functionals or contours.</param>
/// <param name="parts">Where finished sounds are kept.</param>
public sealed class SoundExtraction(AudioSet set, AudioLevel level, SoundParts parts)
{
    private readonly AudioFeatures features = new(set);
    private readonly ConcurrentBag<SoundFile> brokenOff = [];

    /// <summary>Sounds whose files end before the sound that they announce; what there was of them was used.</summary>
    public IReadOnlyList<SoundFile> BrokenOff => [.. brokenOff.OrderBy(sound => sound.Name, StringComparer.Ordinal)];

    /// <summary>Extracts what is not done yet.</summary>
    /// <param name="sounds">The sounds.</param>
    /// <param name="jobs">Sounds at a time, at least 1.</param>
    /// <param name="progress">Told of every sound.</param>
    /// <param name="stop">Ends the work early; what is done is kept.</param>
    /// <returns>The sounds that could not be used, in their order.</returns>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public IReadOnlyList<FailedSound> Run(IReadOnlyList<SoundFile> sounds, int jobs, IProgress<SoundProgress>? progress, CancellationToken stop)
    {
        var failed = new ConcurrentDictionary<SoundFile, string>();
        int done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = stop };
        Parallel.ForEach(Partitioner.Create(sounds, EnumerablePartitionerOptions.NoBuffering), options, sound =>
        {
            if (Fault(sound, stop) is { } why) failed[sound] = why;
            progress?.Report(new SoundProgress(Interlocked.Increment(ref done), sounds.Count));
        });
        return [.. sounds.Where(failed.ContainsKey).Select(sound => new FailedSound(sound, failed[sound]))];
    }

    private string? Fault(SoundFile sound, CancellationToken stop)
    {
        try
        {
            if (!parts.Has(sound)) Extract(sound, stop);
            return null;
        }
        catch (AudioFormatException fault)
        {
            return fault.Message;
        }
    }

    private void Extract(SoundFile sound, CancellationToken stop)
    {
        using var reader = new SoundReader(sound);
        var rows = level == AudioLevel.Functionals
            ? Vector(reader, sound, stop)
            : features.StreamContours(reader.Blocks(stop), reader.SampleRate, sound.Path).Select(frame => frame.Values);
        parts.Write(sound, AudioFeatures.FramePeriod(reader.SampleRate), rows);
        if (reader.BreaksOff) brokenOff.Add(sound);
    }

    private IEnumerable<float[]> Vector(SoundReader reader, SoundFile sound, CancellationToken stop)
    {
        yield return features.Extract(reader.Blocks(stop), reader.SampleRate, sound.Path).Values;
    }
}
