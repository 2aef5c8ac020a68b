namespace MultiEmo.Models.Faces;

/// <summary>In which frames of a clip faces are looked for.</summary>
public enum FrameChoice
{
    /// <summary>Only in those that are used: up to 20, evenly over the clip's time.</summary>
    Needed,

    /// <summary>In all, as the released program does; of those that show a face, every so manieth is used, up to 20.</summary>
    Released,
}
