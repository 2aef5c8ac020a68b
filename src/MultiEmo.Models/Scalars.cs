using System.Collections.Concurrent;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models;

/// <summary>
/// Numbers as libtorch takes them, kept for the life of the program. A number that is converted at the call itself may be collected while
/// libtorch still reads it, since nothing in .NET refers to it any more: rare, and fatal. So numbers that repeat come from here, and a number
/// that does not is held by a <c>using</c> around the call.
/// </summary>
public static class Scalars
{
    private static readonly ConcurrentDictionary<double, Scalar> Reals = new();
    private static readonly ConcurrentDictionary<long, Scalar> Integers = new();

    /// <summary>A real number that is used again and again.</summary>
    public static Scalar Of(double value) => Reals.GetOrAdd(value, static number => number.ToScalar());

    /// <summary>An integer that is used again and again.</summary>
    public static Scalar Of(long value) => Integers.GetOrAdd(value, static number => number.ToScalar());

    /// <summary>The value of a tensor of one number, on whatever device; no number object is on the way.</summary>
    public static double Value(Tensor number)
    {
        using var scope = NewDisposeScope();
        return number.detach().to(ScalarType.Float64).cpu().item<double>();
    }
}
