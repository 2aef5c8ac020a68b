namespace MultiEmo.Audio.Functionals;

/// <summary>One or more numbers that describe a whole contour; it holds settings only, so any number of threads may share it.</summary>
internal abstract class ContourFunctional
{
    /// <summary>Names of the numbers in their order, as openSMILE 3 names them.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>What the contour must bring along.</summary>
    public virtual Preparation Needs => Preparation.None;

    /// <summary>Describes a contour.</summary>
    /// <param name="contour">At least one frame.</param>
    /// <param name="output">One number per name.</param>
    public abstract void Compute(in Contour contour, Span<float> output);
}
