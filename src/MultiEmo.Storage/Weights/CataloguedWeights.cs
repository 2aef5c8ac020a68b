namespace MultiEmo.Storage.Weights;

/// <summary>Weights that somebody published, and what this program does with them.</summary>
/// <param name="Name">What the user types; also the folder that its files go to.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Licence">The licence that its publisher names.</param>
/// <param name="Source">A page that tells about it.</param>
/// <param name="Files">Its files.</param>
public sealed record CataloguedWeights(string Name, string Purpose, string Licence, string Source, IReadOnlyList<CataloguedFile> Files);

/// <summary>
/// A file of published weights. Size and hash are there only where its publisher states them; else they are recorded at the first pull.
/// </summary>
/// <param name="Name">Its name on disk.</param>
/// <param name="Url">Where it is published.</param>
/// <param name="Size">Its bytes; null: not stated.</param>
/// <param name="Sha256">Its SHA-256 in small hexadecimal digits, or the first of them; null: not stated.</param>
/// <param name="Mebibytes">About how large it is, where only that is stated.</param>
public sealed record CataloguedFile(string Name, Uri Url, long? Size = null, string? Sha256 = null, double? Mebibytes = null);
