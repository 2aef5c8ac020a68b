using System.Runtime.CompilerServices;

namespace MultiEmo.Audio.LowLevelDescriptors.Formants;

/// <summary>Householder's reflection of three dimensions, I - b v v^T with v = (1, p, q), that turns a given vector onto the first axis.</summary>
/// <param name="P">Second part of v.</param>
/// <param name="Q">Third part of v.</param>
/// <param name="Scale">b, zero for the identity.</param>
/// <param name="Length">What the given vector becomes: this on the first axis, zero on the others.</param>
internal readonly record struct Reflection(double P, double Q, double Scale, double Length)
{
    /// <summary>The reflection that leaves (x, y, z) nothing but its length, of the sign opposite to x.</summary>
    public static Reflection Of(double x, double y, double z)
    {
        var length = -Math.CopySign(Math.Sqrt((x * x) + (y * y) + (z * z)), x);
        if (length == 0)
            return default;
        var away = x - length;
        return new(y / away, z / away, -away / length, length);
    }

    /// <summary>Reflects one vector in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply(ref double x, ref double y, ref double z)
    {
        var along = Scale * (x + (P * y) + (Q * z));
        x -= along;
        y -= along * P;
        z -= along * Q;
    }
}
