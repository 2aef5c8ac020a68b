using MultiEmo.Conversations;

namespace MultiEmo.Storage.Weights;

/// <summary>Finds weights that are on disk; fetches nothing.</summary>
public static class WeightStore
{
    /// <summary>
    /// The path of a file of weights: in the folder that the user named, then in <c>MULTIEMO_WEIGHTS</c>, then in the cache, each as
    /// <c>NAME/FILE</c>. The folder that the user named may also be that of NAME itself.
    /// </summary>
    /// <param name="name">The weights' name, such as <c>mtcnn</c>.</param>
    /// <param name="file">The file's name, such as <c>pnet.pt</c>.</param>
    /// <param name="explicitDirectory">What the user named with --weights; null: nothing.</param>
    /// <param name="folders">Where to look else; null: where the environment says.</param>
    /// <exception cref="BadInputException">It is nowhere; the message names the command that fetches it.</exception>
    public static string Find(string name, string file, string? explicitDirectory = null, WeightFolders? folders = null)
    {
        folders ??= WeightFolders.FromEnvironment();
        return Locate(name, file, explicitDirectory, folders) ?? throw Missing(name, file, folders.InOrder(explicitDirectory));
    }

    /// <summary>As <see cref="Find"/>, but null when it is nowhere.</summary>
    /// <exception cref="BadInputException">The user named a folder that does not exist.</exception>
    public static string? Locate(string name, string file, string? explicitDirectory = null, WeightFolders? folders = null)
        => Places(name, explicitDirectory, folders ?? WeightFolders.FromEnvironment()).Select(place => Path.Combine(place, file))
            .FirstOrDefault(File.Exists);

    /// <summary>The folders that may hold the weights of a name, in the order in which they are looked through.</summary>
    internal static IEnumerable<string> Places(string name, string? explicitDirectory, WeightFolders folders)
    {
        var places = folders.InOrder(explicitDirectory).Select(folder => Path.Combine(folder, name));
        if (explicitDirectory is null) return places;
        bool own = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(explicitDirectory))) == name;
        return own ? places.Prepend(explicitDirectory) : places;
    }

    private static BadInputException Missing(string name, string file, IReadOnlyList<string> folders)
    {
        string problem = $"the weights {name}/{file} are not here: not in {string.Join(", nor in ", folders)}";
        bool known = WeightCatalogue.All.Any(weights => weights.Name == name);
        string fetch = known ? $"fetch them with 'multiemo weights pull {name}', or " : "";
        return new BadInputException(problem, $"{fetch}name a folder that holds {name}/{file} with --weights or {WeightFolders.OfflineVariable}");
    }
}
