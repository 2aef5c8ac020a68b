using System.Runtime.InteropServices;

namespace MultiEmo.Features.Numerics;

/// <summary>Numbers that begin at a cache line's beginning, without which the widest registers are read at half speed.</summary>
public static class AlignedNumbers
{
    private const int LineBytes = 64;

    /// <summary>Numbers of a cache line.</summary>
    public const int Line = LineBytes / sizeof(float);

    /// <summary>So many numbers, whose content is whatever it is.</summary>
    public static Memory<float> Take(int count) => From(GC.AllocateUninitializedArray<float>(count + Line, pinned: true), count);

    /// <summary>So many numbers of a pinned piece that has <see cref="Line"/> more.</summary>
    public static Memory<float> From(float[] piece, int count)
    {
        nint beyond = Marshal.UnsafeAddrOfPinnedArrayElement(piece, 0) % LineBytes;
        return piece.AsMemory((int)((LineBytes - beyond) % LineBytes) / sizeof(float), count);
    }
}
