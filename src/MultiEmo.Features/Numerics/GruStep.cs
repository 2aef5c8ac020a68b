namespace MultiEmo.Features.Numerics;

/// <summary>One step of a gated recurrent unit over n rows; gates in the order r, z, n.</summary>
public readonly unsafe ref struct GruStep
{
    /// <summary>(n, 3D), the input's products.</summary>
    public required Matrix Input { get; init; }

    /// <summary>(n, 3D), added to them; none: nothing.</summary>
    public Matrix More { get; init; }

    /// <summary>(3D)</summary>
    public required float* InputBias { get; init; }

    /// <summary>(n, 3D), the state's products.</summary>
    public required Matrix Hidden { get; init; }

    /// <summary>(3D)</summary>
    public required float* HiddenBias { get; init; }

    /// <summary>(n, D), before the step.</summary>
    public required Matrix State { get; init; }

    /// <summary>(n, 4D), kept for the way back: r, z, n and the state's share of n.</summary>
    public required Matrix Gates { get; init; }

    /// <summary>(n, D), the state after the step.</summary>
    public required Matrix Next { get; init; }

    /// <summary>(n, D), factors of the state after the step; none: 1.</summary>
    public Matrix Drop { get; init; }
}

/// <summary>The way back through one step of a gated recurrent unit over n rows.</summary>
public readonly ref struct GruGradient
{
    /// <summary>(n, D), the gradient of the state after the step.</summary>
    public required Matrix Next { get; init; }

    /// <summary>(n, 4D), what the step kept.</summary>
    public required Matrix Gates { get; init; }

    /// <summary>(n, D), the state before the step.</summary>
    public required Matrix State { get; init; }

    /// <summary>(n, D), factors of the state after the step; none: 1.</summary>
    public Matrix Drop { get; init; }

    /// <summary>(n, 3D), overwritten by the gradient of the input's products.</summary>
    public required Matrix Input { get; init; }

    /// <summary>(n, 3D), overwritten by the gradient of the state's products.</summary>
    public required Matrix Hidden { get; init; }

    /// <summary>(n, D), overwritten by the gradient of the state before, but for what comes through the products.</summary>
    public required Matrix Before { get; init; }
}
