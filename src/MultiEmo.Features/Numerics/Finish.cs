namespace MultiEmo.Features.Numerics;

/// <summary>What becomes of the sums of a product.</summary>
/// <param name="add">Whether they are added to what is there.</param>
/// <param name="bias">What is added to every row; null: nothing.</param>
/// <param name="rectify">Whether numbers below 0 become 0.</param>
public readonly unsafe struct Finish(bool add, float* bias, bool rectify)
{
    /// <summary>Written over what is there, or added to it.</summary>
    public Finish(bool add) : this(add, null, false)
    {
    }

    /// <summary>Written over what is there.</summary>
    public Finish(float* bias, bool rectify) : this(false, bias, rectify)
    {
    }

    /// <summary>Whether the sums are added to what is there.</summary>
    public bool Add => add;

    /// <summary>What is added to every row; null: nothing.</summary>
    public float* Bias => bias;

    /// <summary>Whether numbers below 0 become 0.</summary>
    public bool Rectify => rectify;

    /// <summary>The same for a part of the depth: what is there counts from the second on, bias and rectifying are for the last.</summary>
    internal Finish At(bool later, bool last) => new(add || later, last ? bias : null, last && rectify);

    /// <summary>The same from a column on.</summary>
    internal Finish Beside(int column) => bias == null ? this : new(add, bias + column, rectify);

    /// <summary>One row of the result.</summary>
    internal void Apply(ReadOnlySpan<float> sums, Span<float> result)
    {
        if (!add && bias == null && !rectify)
        {
            sums.CopyTo(result);
            return;
        }
        for (int i = 0; i < result.Length; i++)
        {
            float sum = sums[i] + (add ? result[i] : 0) + (bias == null ? 0 : bias[i]);
            result[i] = rectify ? Math.Max(sum, 0) : sum;
        }
    }
}
