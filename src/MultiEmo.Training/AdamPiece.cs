using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Training;

/// <summary>The numbers of one step of Adam.</summary>
/// <param name="Decay">Factor of the parameter that is added to its gradient.</param>
/// <param name="Keep">Factor of the parameter before the step.</param>
/// <param name="Step">Minus the step size, corrected for the first moment's start at 0.</param>
/// <param name="Correction">By which the root of the second moment is divided.</param>
internal readonly record struct AdamStep(double Decay, double Keep, double Step, double Correction);

/// <summary>A piece of a parameter that Adam moves in one pass over its memory, in the order of operations of torch.optim.Adam.</summary>
internal sealed unsafe class AdamPiece
{
    private const int Size = 1 << 16;

    private readonly float* parameter;
    private readonly float* gradient;
    private readonly float* mean;
    private readonly float* square;
    private readonly int count;
    private readonly AdamStep step;

    private AdamPiece(Tensor parameter, Tensor gradient, Tensor mean, Tensor square, AdamStep step, Range range)
    {
        int first = range.Start.Value;
        (count, this.step) = (range.End.Value - first, step);
        this.parameter = Pointer(parameter) + first;
        this.gradient = Pointer(gradient) + first;
        this.mean = Pointer(mean) + first;
        this.square = Pointer(square) + first;
    }

    /// <summary>Whether a parameter lies in memory that can be walked through.</summary>
    public static bool Serves(Tensor parameter, Tensor gradient) => parameter.dtype == ScalarType.Float32
        && parameter.device_type == TorchSharp.DeviceType.CPU && parameter.is_contiguous() && gradient.is_contiguous();

    /// <summary>The pieces of a parameter.</summary>
    public static IEnumerable<AdamPiece> Of(Tensor parameter, Tensor gradient, Tensor mean, Tensor square, AdamStep step)
    {
        int all = (int)parameter.NumberOfElements;
        for (int first = 0; first < all; first += Size)
            yield return new AdamPiece(parameter, gradient, mean, square, step, first..Math.Min(all, first + Size));
    }

    /// <summary>Moves the piece.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step()
    {
        int i = 0;
        for (; i + Vector<float>.Count <= count; i += Vector<float>.Count)
        {
            var (p, g) = (Vector.Load(parameter + i), Vector.Load(gradient + i));
            (p, var m, var v) = Moved(p, g, Vector.Load(mean + i), Vector.Load(square + i));
            p.Store(parameter + i);
            m.Store(mean + i);
            v.Store(square + i);
        }
        for (; i < count; i++)
        {
            var (p, m, v) = Moved(new(parameter[i]), new(gradient[i]), new(mean[i]), new(square[i]));
            (parameter[i], mean[i], square[i]) = (p[0], m[0], v[0]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Moments Moved(Vector<float> p, Vector<float> g, Vector<float> m, Vector<float> v)
    {
        g += p * (float)step.Decay;
        p *= (float)step.Keep;
        m = (m * (float)Adam.Beta1) + (g * (float)(1 - Adam.Beta1));
        v = (v * (float)Adam.Beta2) + (g * g * (float)(1 - Adam.Beta2));
        var scale = (Vector.SquareRoot(v) / new Vector<float>((float)step.Correction)) + new Vector<float>((float)Adam.Epsilon);
        return new Moments(p + (m / scale * (float)step.Step), m, v);
    }

    private static float* Pointer(Tensor tensor) => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));

    private readonly record struct Moments(Vector<float> Parameter, Vector<float> Mean, Vector<float> Square);
}
