namespace MultiEmo.Audio;

/// <summary>The functionals of a sound: one vector for all of it, and the contours it was computed from.</summary>
/// <param name="Names">Names of the values, as openSMILE spells them.</param>
/// <param name="Values">One per name; units are those of descriptor and functional.</param>
/// <param name="Contours">The low-level descriptors.</param>
public sealed record AudioVector(IReadOnlyList<string> Names, float[] Values, Contours Contours)
{
    /// <summary>The value of a functional.</summary>
    /// <exception cref="ArgumentException">The set has none of that name.</exception>
    public float this[string name]
    {
        get
        {
            for (var i = 0; i < Names.Count; i++)
                if (Names[i] == name)
                    return Values[i];
            throw new ArgumentException($"'{name}' is no functional of this set; Names lists them", nameof(name));
        }
    }
}
