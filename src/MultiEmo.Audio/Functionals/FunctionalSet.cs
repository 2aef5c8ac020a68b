namespace MultiEmo.Audio.Functionals;

/// <summary>All groups of a feature set, one after another in its output.</summary>
/// <remarks>Holds no state but its description, so threads may share it; each brings its own scratch.</remarks>
internal sealed class FunctionalSet
{
    private readonly IReadOnlyList<IReadOnlyList<string>> contours;
    private readonly IReadOnlyList<FunctionalGroup> groups;

    /// <summary>Describes a set.</summary>
    /// <param name="contours">Names of the contours of every level.</param>
    /// <param name="groups">What is computed of which levels.</param>
    public FunctionalSet(IReadOnlyList<IReadOnlyList<string>> contours, IReadOnlyList<FunctionalGroup> groups)
    {
        (this.contours, this.groups) = (contours, groups);
        Names = [.. groups.SelectMany(group => group.Names(contours))];
    }

    /// <summary>Names of all values, in the order of the output.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Describes a sound by the contours of all its levels.</summary>
    public void Compute(IReadOnlyList<ContourGroup> levels, double period, FunctionalScratch scratch, Span<float> output)
    {
        if (output.Length < Names.Count)
            throw new ArgumentException($"The set has {Names.Count} values, but there is room for {output.Length}.", nameof(output));
        for (var level = 0; level < contours.Count; level++)
        {
            if (levels[level].Count != contours[level].Count)
                throw new ArgumentException($"Level {level} must have {contours[level].Count} contours, not {levels[level].Count}.", nameof(levels));
        }
        foreach (var group in groups)
            output = output[group.Compute(levels, period, scratch, output)..];
    }
}
