using MultiEmo.Conversations;

namespace MultiEmo.Features.Video;

/// <summary>The programs ffmpeg and ffprobe, which decode videos; they are not part of this one.</summary>
public sealed class Ffmpeg
{
    private const string Decoder = "ffmpeg", Prober = "ffprobe";

    private readonly Lazy<bool> fpsMode;

    /// <summary>Names the programs; nothing is looked up.</summary>
    /// <param name="program">The path of ffmpeg.</param>
    /// <param name="probe">The path of ffprobe.</param>
    public Ffmpeg(string program, string probe)
    {
        (Program, Probe) = (program, probe);
        fpsMode = new Lazy<bool>(() => FfmpegVersion.KnowsFpsMode(this));
    }

    /// <summary>The path of ffmpeg.</summary>
    public string Program { get; }

    /// <summary>The path of ffprobe.</summary>
    public string Probe { get; }

    /// <summary>How long they may be silent while something is awaited of them before they are ended: a minute unless set.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether the option that keeps frames as they are has its newer name; the older is no longer known from some version on.</summary>
    internal bool KnowsFpsMode => fpsMode.Value;

    /// <summary>The version of ffmpeg as it names it.</summary>
    /// <exception cref="BadInputException">It cannot be started.</exception>
    public string Version => FfmpegVersion.Of(this);

    /// <summary>Finds the programs.</summary>
    /// <param name="path">ffmpeg, or the folder of both; null: where the PATH says.</param>
    /// <exception cref="BadInputException">They are not there; the message tells how to install them.</exception>
    public static Ffmpeg Find(string? path = null)
    {
        string[] folders = path is null
            ? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            : [Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!];
        string? program = path is not null && File.Exists(path) ? Path.GetFullPath(path) : Within(folders, Decoder);
        string? probe = Within(folders, Prober);
        return program is not null && probe is not null ? new Ffmpeg(program, probe) : throw Missing(path, program is null ? Decoder : Prober);
    }

    private static string? Within(string[] folders, string name)
    {
        string file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        return folders.Select(folder => Path.GetFullPath(Path.Combine(folder, file))).FirstOrDefault(File.Exists);
    }

    private static BadInputException Missing(string? path, string name)
    {
        string install = OperatingSystem.IsWindows() ? "winget install ffmpeg"
            : OperatingSystem.IsMacOS() ? "brew install ffmpeg"
            : "apt install ffmpeg (or your system's like)";
        string where = path is null ? $"{name}, which decodes videos, is not on the PATH" : $"{name} is not there";
        return new BadInputException(where, $"install it with: {install}; or name its folder with --ffmpeg", path);
    }
}
