namespace MultiEmo.Features.Numerics;

/// <summary>A number that is a constant of a kernel: each number makes a version of it, from which what is not wanted is left out.</summary>
internal interface INumber
{
    /// <summary>The number.</summary>
    static abstract int Value { get; }
}

/// <summary>1 as a constant of a kernel.</summary>
internal readonly struct One : INumber { public static int Value => 1; }

/// <summary>2 as a constant of a kernel.</summary>
internal readonly struct Two : INumber { public static int Value => 2; }

/// <summary>3 as a constant of a kernel.</summary>
internal readonly struct Three : INumber { public static int Value => 3; }

/// <summary>4 as a constant of a kernel.</summary>
internal readonly struct Four : INumber { public static int Value => 4; }

/// <summary>5 as a constant of a kernel.</summary>
internal readonly struct Five : INumber { public static int Value => 5; }

/// <summary>6 as a constant of a kernel.</summary>
internal readonly struct Six : INumber { public static int Value => 6; }
