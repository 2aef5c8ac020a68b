using MultiEmo.Conversations;
using MultiEmo.Features.Extraction;

namespace MultiEmo.Features.Audio;

/// <summary>Finds the sounds that a user names.</summary>
public static class SoundFiles
{
    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true };

    /// <summary>
    /// The files, and the files with sound of the folders and of what is within them in the order of their names; each once, named as given. Of files
    /// of a folder that differ in their endings alone, it is the WAV file, or the first in the order of <see cref="MediaKind.Sound"/>.
    /// </summary>
    /// <param name="paths">Files and folders.</param>
    /// <exception cref="BadInputException">There is none of that name, or a folder has no file with sound.</exception>
    public static IReadOnlyList<Clip> Find(IEnumerable<string> paths) =>
        [.. paths.SelectMany(Expand).DistinctBy(file => Path.GetFullPath(file.Path))];

    private static IEnumerable<Clip> Expand(string path)
    {
        if (File.Exists(path)) return [new Clip(path, path)];
        if (!Directory.Exists(path)) throw new BadInputException("there is no such file or folder", "check the path", path);
        var files = Within(path);
        if (files.Count > 0) return files;
        throw new BadInputException("the folder has no file with sound", "give a folder of files such as .wav, .flac, .mp4", path);
    }

    private static List<Clip> Within(string folder) => [.. Directory
        .EnumerateFiles(folder, "*", Everywhere)
        .Where(MediaKind.Sound.Has)
        .GroupBy(file => Path.ChangeExtension(file, null))
        .Select(same => same.MinBy(MediaKind.Sound.Rank)!)
        .Order(StringComparer.Ordinal)
        .Select(file => new Clip(file, file))];
}
