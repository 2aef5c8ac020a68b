using System.Text.RegularExpressions;
using MultiEmo.Conversations;

namespace MultiEmo.Features.Video;

/// <summary>What ffmpeg complains about while it reads a file.</summary>
/// <param name="path">The file.</param>
internal sealed partial class MediaLog(string path)
{
    private const int Longest = 200;
    private const string Remedy = "it is damaged or of an unusual kind; copy or convert it again";
    private readonly Lock access = new();
    private string? complaint;

    /// <summary>The first complaint in short; null when there was none.</summary>
    public string? Complaint
    {
        get { lock (access) return complaint; }
    }

    /// <summary>Takes a line of its standard error.</summary>
    public void Add(string line)
    {
        if (!Level().IsMatch(line)) return;
        string said = Noise().Replace(line, "").Replace("file:" + Path.GetFullPath(path), "", StringComparison.Ordinal).Trim(' ', ':', '.');
        lock (access) if (complaint is null && said.Length > 0) complaint = said.Length <= Longest ? said : said[..Longest] + "…";
    }

    /// <summary>An error that tells the complaint, or what else went wrong where there was none.</summary>
    public BadInputException Fault(string otherwise) => new($"cannot be decoded: {Complaint ?? otherwise}", Remedy, path);

    [GeneratedRegex(@"\[(error|fatal|panic)\] ")]
    private static partial Regex Level();

    // The part of ffmpeg that speaks, and the level.
    [GeneratedRegex(@"\[[^\[\]]+ @ 0x[0-9a-f]+\] |\[(error|fatal|panic)\] ")]
    private static partial Regex Noise();
}
