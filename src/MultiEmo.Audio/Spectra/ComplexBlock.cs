using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MultiEmo.Audio.Spectra;

/// <summary>Complex numbers from a place of two arrays on, one of real and one of imaginary parts; indices are not checked.</summary>
internal readonly ref struct ComplexBlock
{
    private readonly ref float re;
    private readonly ref float im;

    /// <summary>Looks at two arrays from an index on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexBlock(float[] re, float[] im, int at)
    {
        this.re = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(re), at);
        this.im = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(im), at);
    }

    /// <summary>One number.</summary>
    public ComplexPoint this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Unsafe.Add(ref re, index), Unsafe.Add(ref im, index));
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => (Unsafe.Add(ref re, index), Unsafe.Add(ref im, index)) = (value.Re, value.Im);
    }

    /// <summary>Sum and difference of two numbers: the straight transform of a block of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Straight(int index, ComplexPoint a, ComplexPoint b)
    {
        this[index] = a + b;
        this[index + 1] = a - b;
    }

    /// <summary>Sum and difference with the second number turned left: the half-turned transform of a block of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Turned(int index, ComplexPoint a, ComplexPoint b) => Straight(index, a, b.Left);
}
