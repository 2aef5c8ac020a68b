namespace MultiEmo.Features.Transforms;

/// <summary>How a singular value decomposition is approximated.</summary>
public sealed record TruncatedSvdOptions
{
    /// <summary>The number of singular values wanted; fewer come when the matrix has a lower rank.</summary>
    public int Components { get; init; } = 768;

    /// <summary>So many more are carried along, which sharpens the last ones wanted.</summary>
    public int Oversampling { get; init; } = 32;

    /// <summary>How often the subspace is multiplied by A A^T.</summary>
    public int Iterations { get; init; } = 4;

    /// <summary>Seed of the first subspace.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The most threads at once; null: as many as there are cores. It changes no number.</summary>
    public int? Threads { get; init; }
}
