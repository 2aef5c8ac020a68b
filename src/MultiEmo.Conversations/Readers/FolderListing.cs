namespace MultiEmo.Conversations.Readers;

/// <summary>The files of a folder.</summary>
internal static class FolderListing
{
    /// <summary>The paths of the files with one of some extensions, in ordinal order; hidden ones (macOS leaves some) are left out.</summary>
    /// <exception cref="BadInputException">There is no such folder, or it cannot be read.</exception>
    public static IReadOnlyList<string> Files(string folder, params string[] extensions)
    {
        if (!Directory.Exists(folder)) throw new BadInputException("there is no such folder", "check the path", folder);
        try
        {
            return [.. Directory.EnumerateFiles(folder)
                .Where(path => !Path.GetFileName(path).StartsWith('.') && extensions.Contains(Path.GetExtension(path).ToLowerInvariant()))
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"the folder cannot be read ({error.Message.TrimEnd('.')})", "check its permissions", folder, inner: error);
        }
    }
}
