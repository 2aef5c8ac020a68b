using MultiEmo.Conversations;

namespace MultiEmo.Storage.Weights;

/// <summary>A file that a pull left.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Fetched">Whether it had to be fetched.</param>
/// <param name="Sha256">Its SHA-256.</param>
public sealed record PulledFile(string Path, bool Fetched, string Sha256);

/// <summary>Fetches published weights, verifies them, and only then gives them their name.</summary>
/// <param name="folders">Where weights are kept.</param>
/// <param name="settings">How patiently; null: as the environment says.</param>
public sealed class WeightPull(WeightFolders folders, DownloadSettings? settings = null)
{
    private readonly DownloadSettings settings = settings ?? DownloadSettings.FromEnvironment();

    /// <summary>Fetches what is not there yet; what is there is verified.</summary>
    /// <param name="weights">Which.</param>
    /// <param name="directory">Where to put them, as <c>NAME/FILE</c>; null: the cache.</param>
    /// <param name="progress">Takes how far each file has come.</param>
    /// <param name="stop">Ends the pull; the next goes on there.</param>
    /// <exception cref="BadInputException">A server is out of reach or refuses, a file is not what it should be, or the disk is full.</exception>
    public async Task<IReadOnlyList<PulledFile>> Run(
        CataloguedWeights weights, string? directory, IProgress<PullProgress>? progress, CancellationToken stop)
    {
        string target = Path.Combine(directory ?? folders.Cache, weights.Name);
        AtomicFile.Guard(target, () => Directory.CreateDirectory(target));
        using var client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = settings.Silence }) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("multiemo");
        var pulled = new List<PulledFile>();
        foreach (var file in weights.Files)
        {
            string path = Path.Combine(target, file.Name);
            pulled.Add(Present(weights.Name, file, path, directory, stop)
                ?? await Fetch(new Download(client, settings), weights.Name, file, path, progress, stop).ConfigureAwait(false));
        }
        return pulled;
    }

    // A changed file that pull itself put there is fetched again; one in the user's own folder is the user's to remove.
    private PulledFile? Present(string name, CataloguedFile file, string path, string? directory, CancellationToken stop)
    {
        if (WeightStore.Locate(name, file.Name, directory, folders) is not { } there) return null;
        var actual = RecordedFile.Of(there, file.Url, stop);
        bool own = Path.GetFullPath(there) == Path.GetFullPath(path);
        if (WeightCheck.Difference(file, WeightLock.Of(there), actual) is { } difference)
            return own ? null : throw new BadInputException($"is not what it should be: {difference}", "remove it, and pull again", there);
        if (own) WeightLock.Record(path, actual);
        return new PulledFile(there, Fetched: false, actual.Sha256);
    }

    private async Task<PulledFile> Fetch(
        Download download, string name, CataloguedFile file, string path, IProgress<PullProgress>? progress, CancellationToken stop)
    {
        string part = Download.PartOf(path);
        var (url, known) = (settings.Place(file.Url), WeightLock.Of(path));
        void Tell(long done, long? total) => progress?.Report(new PullProgress(name, file.Name, done, total ?? file.Size));
        for (bool again = false; ; again = true)
        {
            bool inParts;
            using (var open = new PartFile(part))
                inParts = await download.Fetch(url, open, file.Sha256 is not null || known is not null, Tell, stop).ConfigureAwait(false);
            var actual = RecordedFile.Of(part, file.Url, stop);
            if (WeightCheck.Difference(file, known, actual) is not { } difference) return Finished(part, path, actual);
            PartFile.Delete(part);
            // Parts may be of different versions; from the start the file is of one.
            if (again || !inParts) throw Wrong(url, path, difference, known);
        }
    }

    private static PulledFile Finished(string part, string path, RecordedFile actual)
    {
        WeightLock.Record(path, actual);
        PartFile.Finish(part, path);
        return new PulledFile(path, Fetched: true, actual.Sha256);
    }

    private static BadInputException Wrong(Uri url, string path, string difference, RecordedFile? known)
    {
        string remedy = known is null
            ? "pull again; if it stays so, the file was replaced or a proxy changes it: do not use it"
            : $"if its publisher replaced it on purpose, remove {Path.Combine(Path.GetDirectoryName(path)!, WeightLock.FileName)} and pull again";
        return new BadInputException($"sent another file than it should, which was not kept: {difference}", remedy, url.OriginalString);
    }
}
