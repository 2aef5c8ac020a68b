using MultiEmo.Conversations;

namespace MultiEmo.Features.Video;

/// <summary>Questions to ffprobe about one file.</summary>
/// <param name="ffmpeg">The programs.</param>
/// <param name="path">The file.</param>
/// <param name="container">Its kind.</param>
internal sealed class MediaQuestion(Ffmpeg ffmpeg, string path, string container)
{
    private const int Block = 1 << 16, MostOfAnswer = 1 << 24;

    /// <summary>
    /// How ffmpeg and ffprobe are told the file: of this kind and no other, from a local file and nothing that it mentions, and no picture
    /// larger than is read; the prefix keeps a name from being an option, a pattern or an address.
    /// </summary>
    public static IEnumerable<string> Input(string path, string container) =>
    [
        "-protocol_whitelist", "file", "-format_whitelist", container, "-max_pixels", VideoInfo.MostPixels.ToString(),
        "-f", container, "-i", "file:" + Path.GetFullPath(path),
    ];

    /// <summary>The first thing that ffprobe complained about while it answered; null when there was none.</summary>
    public string? Complaint { get; private set; }

    /// <summary>The whole answer.</summary>
    /// <exception cref="BadInputException">The file is damaged, or ffprobe hung.</exception>
    public byte[] Ask(IEnumerable<string> what, CancellationToken stop)
    {
        using var answer = new MemoryStream();
        Ask(what, answer.Write, stop);
        return answer.ToArray();
    }

    /// <summary>The answer line by line, however long it is.</summary>
    /// <exception cref="BadInputException">As <see cref="Ask(IEnumerable{string}, CancellationToken)"/>.</exception>
    public void AskLines(IEnumerable<string> what, Action<ReadOnlySpan<byte>> line, CancellationToken stop)
    {
        var rest = new List<byte>();
        Ask(what, block =>
        {
            for (int end; (end = block.IndexOf((byte)'\n')) >= 0; block = block[(end + 1)..])
            {
                rest.AddRange(block[..end]);
                line(rest.ToArray());
                rest.Clear();
            }
            rest.AddRange(block);
        }, stop, long.MaxValue);
    }

    private void Ask(IEnumerable<string> what, Answered answered, CancellationToken stop, long most = MostOfAnswer)
    {
        var complaints = new MediaLog(path);
        string[] arguments = ["-hide_banner", "-v", "repeat+level+error", .. what, .. Input(path, container)];
        using var process = new MediaProcess(ffmpeg.Probe, arguments, path, ffmpeg.Patience, complaints.Add, () => { }, stop);
        var block = new byte[Block];
        for (int count; (count = process.Read(block)) > 0; most -= count)
        {
            if (count > most) throw complaints.Fault("what ffprobe tells of it has no end");
            answered(block.AsSpan(0, count));
        }
        if (process.Wait() != 0) throw complaints.Fault("ffprobe cannot read it");
        Complaint = complaints.Complaint;
    }

    private delegate void Answered(ReadOnlySpan<byte> block);
}
