using MultiEmo.Conversations;

namespace MultiEmo.Storage.Weights;

/// <summary>Where weights are kept, as <c>NAME/FILE</c>.</summary>
/// <param name="Offline">The user's own folder; null: none.</param>
/// <param name="Cache">Where <c>pull</c> puts them.</param>
public sealed record WeightFolders(string? Offline, string Cache)
{
    /// <summary>The variable that names a folder of weights.</summary>
    public const string OfflineVariable = "MULTIEMO_WEIGHTS";

    /// <summary>What the environment says: <c>MULTIEMO_WEIGHTS</c>, and the user's cache.</summary>
    /// <exception cref="BadInputException">The variable names no folder.</exception>
    public static WeightFolders FromEnvironment()
    {
        string? offline = Environment.GetEnvironmentVariable(OfflineVariable) is { Length: > 0 } named ? named : null;
        if (offline is null || Directory.Exists(offline)) return new WeightFolders(offline, Path.Combine(UserCache(), "multiemo", "weights"));
        throw new BadInputException($"{OfflineVariable} names it, and there is no such folder", "make it, or correct the variable", offline);
    }

    /// <summary>The folders in the order in which they are looked through.</summary>
    /// <param name="explicitDirectory">What the user named for this once; null: nothing.</param>
    /// <exception cref="BadInputException">There is no such folder.</exception>
    public IReadOnlyList<string> InOrder(string? explicitDirectory)
    {
        if (explicitDirectory is not null && !Directory.Exists(explicitDirectory))
            throw new BadInputException("there is no such folder", "check the path given for the weights", explicitDirectory);
        return [.. new[] { explicitDirectory, Offline, Cache }.OfType<string>()];
    }

    private static string UserCache()
    {
        if (OperatingSystem.IsWindows()) return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        string? named = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (named is not null && Path.IsPathFullyQualified(named)) return named;
        return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
    }
}
