using MultiEmo.Conversations;
using MultiEmo.Storage;
using MultiEmo.Storage.Weights;

namespace MultiEmo.Models.Text;

/// <summary>Finds the network again that features were made with: by its hash, since weights of half a gigabyte do not lie in every run.</summary>
public static class RobertaWeightSearch
{
    /// <summary>
    /// The network of a feature file: beside its fitted files if it is small, else where it was, in the folder named, in <c>MULTIEMO_WEIGHTS</c> or
    /// in the cache, wherever the weights have the recorded SHA-256.
    /// </summary>
    /// <param name="entry">What corpus or run say of the features.</param>
    /// <param name="folder">Where the fitted files lie.</param>
    /// <param name="weights">A folder of weights, or that of the network itself, to look in before the others; null: none.</param>
    /// <param name="folders">Where to look else; null: where the environment says.</param>
    /// <exception cref="BadInputException">It is nowhere; the message says which weights are needed.</exception>
    public static RobertaFiles Find(FeatureEntry entry, string folder, string? weights = null, WeightFolders? folders = null)
    {
        var beside = RobertaFiles.Beside(folder, entry.Name);
        if (File.Exists(beside.Model)) return beside;
        string wanted = entry.Settings.GetValueOrDefault(RobertaOptions.Hash, "");
        string[] places = [.. Places(entry, weights, folders ?? WeightFolders.FromEnvironment()).Select(Path.GetFullPath).Distinct()];
        var networks = places.Select(place => new RobertaFiles(place)).Where(files => File.Exists(files.Config));
        return networks.FirstOrDefault(files => Has(files, wanted)) ?? throw Missing(entry, wanted, places);
    }

    private static IEnumerable<string> Places(FeatureEntry entry, string? weights, WeightFolders folders)
    {
        if (weights is not null) yield return weights;
        if (entry.Settings.GetValueOrDefault(RobertaOptions.Place) is { Length: > 0 } recorded) yield return recorded;
        foreach (string store in folders.InOrder(weights).Where(Directory.Exists))
            foreach (string place in Directory.EnumerateDirectories(store).Order(StringComparer.Ordinal)) yield return place;
    }

    // A folder of something else may lie among the weights.
    private static bool Has(RobertaFiles files, string wanted)
    {
        try
        {
            return WeightFile.Sha256(files.Weights) == wanted;
        }
        catch (BadInputException)
        {
            return false;
        }
    }

    private static BadInputException Missing(FeatureEntry entry, string wanted, string[] places)
    {
        string name = entry.Settings.GetValueOrDefault(RobertaOptions.Called, "?");
        bool catalogued = WeightCatalogue.All.Any(each => each.Name == name);
        string fetch = catalogued ? $"fetch them with 'multiemo weights pull {name}', or " : "";
        return new BadInputException(
            $"the text features '{entry.Name}' need the weights {name} with the SHA-256 {wanted}, which are in none of {string.Join(", ", places)}",
            $"{fetch}name their folder with --weights, or put it into the folder that {WeightFolders.OfflineVariable} names");
    }
}
