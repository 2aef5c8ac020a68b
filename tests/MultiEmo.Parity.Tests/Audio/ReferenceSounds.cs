using System.Text.Json;
using MultiEmo.Audio;
using MultiEmo.Storage;

namespace MultiEmo.Parity.Tests.Audio;

/// <summary>Sounds with the features that openSMILE gives them: one part of the reference numbers.</summary>
public sealed class ReferenceSounds
{
    private readonly string folder;
    private readonly JsonElement manifest;
    private readonly Dictionary<string, float[]> functionals = [];

    /// <summary>Opens a part; skips the test when nobody has it.</summary>
    public ReferenceSounds(string part)
    {
        folder = Golden.Folder(part);
        manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json"))).RootElement;
    }

    /// <summary>The sounds' names, in the order of the rows.</summary>
    public IReadOnlyList<string> Sounds => Strings(manifest.TryGetProperty("rows", out var rows) ? rows : manifest.GetProperty("row_order"));

    /// <summary>A sound.</summary>
    public Waveform Waveform(string sound) => MultiEmo.Audio.Waveform.Read(Path.Combine(folder, "wavs", sound));

    /// <summary>What the reference numbers call a set.</summary>
    public static string Key(AudioSet set) => set == AudioSet.EGeMapsV02 ? "egemaps_v02" : set.Name;

    /// <summary>Names of the functionals.</summary>
    public IReadOnlyList<string> Names(AudioSet set) => Strings(manifest.GetProperty("names").GetProperty(Key(set)));

    /// <summary>Names of the contours.</summary>
    public IReadOnlyList<string> ContourNames(AudioSet set) => Strings(manifest.GetProperty("lld_names").GetProperty(Key(set)));

    /// <summary>Functionals that other compiler flags change.</summary>
    public HashSet<string> Unstable(AudioSet set) => [.. Strings(manifest.GetProperty("unstable_features").GetProperty(Key(set)))];

    /// <summary>Sounds of which the contours are known.</summary>
    public IReadOnlyList<string> SoundsWithContours(AudioSet set)
    {
        var keys = Safetensors.ReadHeader(Path.Combine(folder, "lld.safetensors")).Tensors.Keys;
        return [.. Sounds.Where(sound => keys.Contains($"{Key(set)}/{sound}/lld"))];
    }

    /// <summary>The contours of a sound: frames x contours.</summary>
    public StoredTensor Contours(AudioSet set, string sound) =>
        Safetensors.ReadTensor(Safetensors.ReadHeader(Path.Combine(folder, "lld.safetensors")), $"{Key(set)}/{sound}/lld");

    /// <summary>The functionals of a sound.</summary>
    public float[] Functionals(AudioSet set, string sound)
    {
        string key = Key(set);
        if (!functionals.TryGetValue(key, out float[]? all))
            functionals[key] = all = Safetensors.Read(Path.Combine(folder, "functionals.safetensors")).Require(key).As<float>().ToArray();
        int width = all.Length / Sounds.Count;
        return all[(Sounds.ToList().IndexOf(sound) * width)..][..width];
    }

    private static List<string> Strings(JsonElement array) => [.. array.EnumerateArray().Select(element => element.GetString()!)];
}
