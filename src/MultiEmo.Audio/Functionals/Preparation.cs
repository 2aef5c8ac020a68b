namespace MultiEmo.Audio.Functionals;

/// <summary>What is worked out once per contour because several functionals need it and it costs more than they do.</summary>
[Flags]
internal enum Preparation
{
    /// <summary>Nothing but the summary.</summary>
    None = 0,

    /// <summary>The values in ascending order.</summary>
    Order = 1,

    /// <summary>The peaks and valleys.</summary>
    Extrema = 2,
}
