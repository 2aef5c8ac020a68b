using System.Collections.Concurrent;
using TorchSharp;

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
}
