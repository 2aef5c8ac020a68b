using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MultiEmo.Audio.Spectra;

/// <summary>One factor per butterfly of a pass.</summary>
/// <param name="count">Butterflies of a block.</param>
internal sealed class FourierFactors(int count)
{
    private readonly float[] cos = new float[count];
    private readonly float[] sin = new float[count];

    /// <summary>One factor.</summary>
    public ComplexPoint this[int index]
    {
        set => (cos[index], sin[index]) = (value.Re, value.Im);
    }

    /// <summary>Four factors at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector128<float> Cos, Vector128<float> Sin) Four(nuint index) => (
        Vector128.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(cos), index),
        Vector128.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(sin), index));
}
