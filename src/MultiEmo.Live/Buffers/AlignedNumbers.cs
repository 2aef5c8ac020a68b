using System.Runtime.InteropServices;

namespace MultiEmo.Live.Buffers;

/// <summary>Numbers that begin at a cache line's beginning, without which the widest registers are read at half speed.</summary>
internal static class AlignedNumbers
{
    private const int LineBytes = 64;
    private const int Line = LineBytes / sizeof(float);

    /// <summary>So many numbers, whose content is whatever it is.</summary>
    public static Memory<float> Take(int count)
    {
        float[] piece = GC.AllocateUninitializedArray<float>(count + Line, pinned: true);
        nint beyond = Marshal.UnsafeAddrOfPinnedArrayElement(piece, 0) % LineBytes;
        return piece.AsMemory((int)((LineBytes - beyond) % LineBytes) / sizeof(float), count);
    }

    /// <summary>The next size at which a line begins.</summary>
    public static int RoundedUp(int count) => (count + Line - 1) / Line * Line;
}
