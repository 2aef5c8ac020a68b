using System.Globalization;
using MultiEmo.Audio;
using MultiEmo.Conversations;

namespace MultiEmo.Features.Video;

/// <summary>
/// The first sound track of a media file as samples, at its own rate, its channels mixed by their mean: what <c>ffmpeg -i FILE FILE.wav</c>
/// makes, of 16 bits, read as <see cref="WaveformReader"/> reads it while ffmpeg decodes.
/// </summary>
public sealed class MediaSound : IDisposable
{
    private const int Block = 1 << 14;

    // Seconds: a jump goes where the pictures allow it, and sound that is shown after lies before that in the file.
    private const double Margin = 5;
    private readonly MediaProcess process;
    private readonly MediaLog complaints;
    private readonly WaveformReader reader;
    private readonly CancellationToken stop;

    private MediaSound(VideoInfo info, Ffmpeg ffmpeg, string[] query, CancellationToken stop)
    {
        (Info, this.stop) = (info, stop);
        complaints = new MediaLog(info.Path);
        process = new MediaProcess(ffmpeg.Program, query, info.Path, ffmpeg.Patience, complaints.Add, () => { }, stop);
        try
        {
            reader = WaveformReader.Open(new MediaProcessStream(process), info.Path);
        }
        catch (AudioFormatException)
        {
            process.Wait();
            process.Dispose();
            throw complaints.Fault("ffmpeg finds no sound in it");
        }
    }

    /// <summary>What the file is.</summary>
    public VideoInfo Info { get; }

    /// <summary>Samples per second, in Hz.</summary>
    public int SampleRate => reader.SampleRate;

    /// <summary>What kept ffmpeg from decoding all of the sound; known at the end, null when there was nothing.</summary>
    public string? Fault => complaints.Complaint;

    /// <summary>Opens a sound.</summary>
    /// <param name="path">A video, or a sound file of any kind.</param>
    /// <param name="ffmpeg">The programs.</param>
    /// <param name="start">Where to begin, in seconds from the file's start; null is where the track begins.</param>
    /// <param name="end">Where to end; null is the track's end. A track that ends before gives what it has.</param>
    /// <param name="sampleRate">The rate to convert to, in Hz; null keeps the track's.</param>
    /// <param name="stop">Ends the work, of reading too.</param>
    /// <exception cref="BadInputException">The file is missing, damaged, has no sound, or none in that part.</exception>
    public static MediaSound Open(
        string path, Ffmpeg ffmpeg, double? start = null, double? end = null, int? sampleRate = null, CancellationToken stop = default)
    {
        var info = VideoInfo.Read(path, ffmpeg, stop);
        var track = info.Sounds.FirstOrDefault() ?? throw new BadInputException("has no sound track", "give a file with sound", path);
        CheckPart(track, start, end, path);
        return new MediaSound(info, ffmpeg, Query(info, track, start, end, sampleRate), stop);
    }

    /// <summary>The samples, block after block; a block is used again for the next.</summary>
    /// <exception cref="BadInputException">ffmpeg hung, or there is no sample.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public IEnumerable<ReadOnlyMemory<float>> Blocks()
    {
        var block = new float[Block];
        long all = 0;
        for (int count; (count = reader.Read(block)) > 0; all += count)
        {
            stop.ThrowIfCancellationRequested();
            yield return block.AsMemory(0, count);
        }
        process.Wait();
        if (all == 0) throw complaints.Fault("it has no sound there");
    }

    /// <summary>All samples in memory.</summary>
    /// <exception cref="BadInputException">As <see cref="Blocks"/>.</exception>
    public Waveform ReadAll()
    {
        var samples = new List<float>();
        foreach (var block in Blocks()) samples.AddRange(block.Span);
        return new Waveform(samples.ToArray(), SampleRate);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        reader.Dispose();
        process.Dispose();
    }

    private static void CheckPart(SoundTrack track, double? start, double? end, string path)
    {
        const string remedy = "compare the times with the file";
        if (end <= start) throw new BadInputException($"is asked for from {start:0.###} to {end:0.###} s", "the end comes after the start", path);
        if (track.Duration is { } length && start >= track.Start + length)
            throw new BadInputException($"its sound ends at {track.Start + length:0.###} s, before {start:0.###} s", remedy, path);
        if (end <= track.Start) throw new BadInputException($"its sound begins at {track.Start:0.###} s, after {end:0.###} s", remedy, path);
    }

    private static string[] Query(VideoInfo info, SoundTrack track, double? start, double? end, int? sampleRate)
    {
        double begin = Math.Max(0, start ?? 0), jump = Math.Max(0, begin - Margin);
        string[] before = jump > 0 ? ["-ss", Seconds(jump)] : [];
        string[] from = begin > 0 ? ["-ss", Seconds(begin - jump)] : [];
        string[] until = end is { } last ? ["-t", Seconds(last - begin)] : [];
        string[] rate = sampleRate is { } wanted ? ["-ar", wanted.ToString(CultureInfo.InvariantCulture)] : [];
        return
        [
            "-hide_banner", "-nostdin", "-v", "repeat+level+error", "-stats", .. before, .. MediaQuestion.Input(info.Path, info.Container),
            .. from, .. until, "-map", $"0:{track.Stream}", "-vn", "-sn", "-dn", .. rate, "-c:a", "pcm_s16le", "-f", "wav", "pipe:1",
        ];
    }

    private static string Seconds(double seconds) => seconds.ToString("0.######", CultureInfo.InvariantCulture);
}
