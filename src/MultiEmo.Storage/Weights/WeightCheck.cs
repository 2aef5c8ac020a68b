namespace MultiEmo.Storage.Weights;

/// <summary>Whether a file of weights is what it should be.</summary>
public enum WeightState
{
    /// <summary>It is what its publisher states, or what it was when it was pulled.</summary>
    Same,

    /// <summary>It is something else.</summary>
    Changed,

    /// <summary>Nobody stated what it should be, and it was not pulled.</summary>
    Unrecorded,

    /// <summary>A pull of it was broken off; the next goes on.</summary>
    Unfinished,

    /// <summary>Other files of its weights are there, but not this one.</summary>
    Missing,
}

/// <summary>What a check found.</summary>
/// <param name="Name">The weights' name.</param>
/// <param name="Path">The file.</param>
/// <param name="State">Whether it is what it should be.</param>
/// <param name="Why">What differs, or what it agrees with.</param>
public sealed record CheckedWeights(string Name, string Path, WeightState State, string Why);

/// <summary>Compares weights on disk with the catalogue and with what they were when they were pulled.</summary>
public static class WeightCheck
{
    /// <summary>Checks every file of the catalogue that is in one of the folders.</summary>
    /// <param name="explicitDirectory">What the user named; null: nothing.</param>
    /// <param name="folders">Where to look else.</param>
    /// <param name="stop">Ends the check.</param>
    public static IEnumerable<CheckedWeights> All(string? explicitDirectory, WeightFolders folders, CancellationToken stop) =>
        from weights in WeightCatalogue.All
        from place in WeightStore.Places(weights.Name, explicitDirectory, folders).Select(Path.GetFullPath).Distinct()
        where weights.Files.Any(file => IsThere(Path.Combine(place, file.Name)))
        from file in weights.Files
        select Of(weights.Name, file, Path.Combine(place, file.Name), stop);

    /// <summary>Checks one file.</summary>
    /// <param name="name">The weights' name.</param>
    /// <param name="file">What its publisher states.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="stop">Ends the check.</param>
    public static CheckedWeights Of(string name, CataloguedFile file, string path, CancellationToken stop)
    {
        if (!File.Exists(path))
            return File.Exists(Download.PartOf(path))
                ? new(name, path, WeightState.Unfinished, $"'multiemo weights pull {name}' goes on")
                : new(name, path, WeightState.Missing, $"'multiemo weights pull {name}' fetches it");
        var recorded = WeightLock.Of(path);
        string? difference = Difference(file, recorded, RecordedFile.Of(path, file.Url, stop));
        if (difference is not null) return new(name, path, WeightState.Changed, difference);
        return file.Sha256 is null && recorded is null
            ? new(name, path, WeightState.Unrecorded, "nothing states its hash, and it was not pulled")
            : new(name, path, WeightState.Same, Agreement(file, recorded));
    }

    /// <summary>What speaks against a file; null: nothing.</summary>
    /// <param name="file">What its publisher states.</param>
    /// <param name="recorded">What it was when it was pulled; null: never.</param>
    /// <param name="actual">What it is.</param>
    internal static string? Difference(CataloguedFile file, RecordedFile? recorded, RecordedFile actual)
    {
        if (file.Size is { } size && size != actual.Size) return $"it has {actual.Size} bytes, and its publisher's {size}";
        if (file.Sha256 is { } stated && !actual.Sha256.StartsWith(stated, StringComparison.Ordinal))
            return $"its SHA-256 is {actual.Sha256}, and its publisher states {stated}{(stated.Length < actual.Sha256.Length ? "…" : "")}";
        return recorded is null || recorded.Sha256 == actual.Sha256
            ? null
            : $"its SHA-256 is {actual.Sha256}, and was {recorded.Sha256} at the first pull";
    }

    private static bool IsThere(string path) => File.Exists(path) || File.Exists(Download.PartOf(path));

    private static string Agreement(CataloguedFile file, RecordedFile? recorded)
        => file.Sha256 is null ? "as at the first pull" : recorded is null ? "as published" : "as published and as at the first pull";
}
