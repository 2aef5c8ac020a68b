using MultiEmo.Conversations;

namespace MultiEmo.Features.Audio;

/// <summary>Finds the sounds that a user names.</summary>
public static class SoundFiles
{
    /// <summary>The files, and the .wav files of the folders and of what is within them in the order of their names; each once, named as
    /// given.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <exception cref="BadInputException">There is none of that name, or a folder has no .wav file.</exception>
    public static IReadOnlyList<SoundFile> Find(IEnumerable<string> paths) =>
        [.. paths.SelectMany(Expand).DistinctBy(file => Path.GetFullPath(file.Path))];

    private static IEnumerable<SoundFile> Expand(string path)
    {
        if (File.Exists(path)) return [new SoundFile(path, path)];
        if (!Directory.Exists(path)) throw new BadInputException("there is no such file or folder", "check the path", path);
        var files = Within(path);
        return files.Count > 0 ? files : throw new BadInputException("the folder has no .wav file", "give a folder of WAV files", path);
    }

    private static List<SoundFile> Within(string folder) => [.. Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file).Equals(SoundFile.Ending, StringComparison.OrdinalIgnoreCase))
        .Order(StringComparer.Ordinal)
        .Select(file => new SoundFile(file, file))];
}
