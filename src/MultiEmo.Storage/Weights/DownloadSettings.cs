using MultiEmo.Conversations;

namespace MultiEmo.Storage.Weights;

/// <summary>How patiently a file is fetched.</summary>
public sealed record DownloadSettings
{
    /// <summary>Attempts in a row that may bring nothing new.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The pause before the second attempt; it doubles up to half a minute.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a server may be silent.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A server that has the files of all others under <c>HOST/PATH</c>; null: each is asked itself.</summary>
    public Uri? Mirror { get; init; }

    /// <summary>The variable that names such a server.</summary>
    public const string MirrorVariable = "MULTIEMO_WEIGHTS_MIRROR";

    /// <summary>The usual settings, with the mirror that the environment names.</summary>
    /// <exception cref="BadInputException">It is no URL.</exception>
    public static DownloadSettings FromEnvironment()
    {
        if (Environment.GetEnvironmentVariable(MirrorVariable) is not { Length: > 0 } named) return new DownloadSettings();
        bool valid = Uri.TryCreate(named, UriKind.Absolute, out var mirror) && mirror.Scheme is "http" or "https";
        if (valid) return new DownloadSettings { Mirror = mirror };
        throw new BadInputException($"{MirrorVariable} is {Spelling.Quoted(named)}", "write a URL, http://… or https://…");
    }

    /// <summary>Where a file is asked for.</summary>
    public Uri Place(Uri published)
        => Mirror is null ? published : new Uri($"{Mirror.OriginalString.TrimEnd('/')}/{published.Host}{published.PathAndQuery}");
}
