namespace MultiEmo.Audio.Functionals.Peaks;

/// <summary>A frame whose value is above or below both its neighbours'.</summary>
/// <param name="Frame">Where it lies.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsPeak">Whether it is above.</param>
internal readonly record struct Extremum(int Frame, float Value, bool IsPeak)
{
    /// <summary>Marks a place whose extremum no longer counts.</summary>
    public static Extremum Dropped => new(-1, 0, false);

    /// <summary>Whether the extremum no longer counts.</summary>
    public bool IsDropped => Frame < 0;
}
