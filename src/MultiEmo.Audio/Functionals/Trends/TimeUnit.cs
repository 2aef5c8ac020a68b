namespace MultiEmo.Audio.Functionals.Trends;

/// <summary>In what time a slope is told.</summary>
internal enum TimeUnit
{
    /// <summary>From one frame to the next.</summary>
    Frame,

    /// <summary>Per second.</summary>
    Second,
}
