using System.Runtime.CompilerServices;

namespace MultiEmo.Audio.Spectra;

/// <summary>A complex number in single precision, rounded after each operation.</summary>
internal readonly record struct ComplexPoint(float Re, float Im)
{
    /// <summary>The number times i.</summary>
    public ComplexPoint Left
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(-Im, Re);
    }

    /// <summary>Mirrored at the diagonal: Im + i Re.</summary>
    public ComplexPoint Mirrored => new(Im, Re);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexPoint operator +(ComplexPoint a, ComplexPoint b) => new(a.Re + b.Re, a.Im + b.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexPoint operator -(ComplexPoint a, ComplexPoint b) => new(a.Re - b.Re, a.Im - b.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexPoint operator -(ComplexPoint a) => new(-a.Re, -a.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexPoint operator *(ComplexPoint a, ComplexPoint b) => new((a.Re * b.Re) - (a.Im * b.Im), (a.Re * b.Im) + (a.Im * b.Re));

    /// <summary>An eighth of a turn on, with one product a part where a general factor takes two.</summary>
    /// <param name="diagonal">Cosine of pi / 4.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexPoint Eighth(float diagonal) => new(diagonal * (Re - Im), diagonal * (Im + Re));
}
