using System.Numerics;

namespace MultiEmo.Audio.LowLevelDescriptors.Pitch;

/// <summary>Natural cubic spline through values on a fixed axis, evaluated at fixed points: all that does not depend on the values is done
/// once.</summary>
/// <remarks>The second derivatives m solve s_i m_{i-1} + 2 m_i + (1 - s_i) m_{i+1} = 6 d_i with m = 0 at both ends, where s_i = h_{i-1} / (h_{i-1} +
/// h_i) and
/// d_i is the second divided difference; see de Boor, A Practical Guide to Splines (Springer 1978), chapter IV.</remarks>
internal sealed class NaturalSpline
{
    private readonly double[] forward;
    private readonly double[] back;
    private readonly double[] ahead;
    private readonly double[] behind;
    private readonly double[] curvature;
    private readonly SplinePoint[] located;

    /// <summary>Eliminates the tridiagonal system and finds the interval of each point.</summary>
    /// <param name="axis">Where the values lie, ascending, at least 3.</param>
    /// <param name="points">Where to interpolate, ascending, within the axis.</param>
    public NaturalSpline(double[] axis, double[] points)
    {
        var n = axis.Length;
        (forward, back) = (new double[n], new double[n]);
        (ahead, behind, curvature) = (new double[n], new double[n], new double[n]);
        for (var i = 1; i < n - 1; i++)
        {
            var (before, after, both) = (axis[i] - axis[i - 1], axis[i + 1] - axis[i], axis[i + 1] - axis[i - 1]);
            var share = before / both;
            var pivot = 1.0 / ((share * back[i - 1]) + 2.0);
            back[i] = (share - 1.0) * pivot;
            forward[i] = share * pivot;
            ahead[i] = 6.0 * pivot / (after * both);
            behind[i] = 6.0 * pivot / (before * both);
        }
        located = Locate(axis, points);
    }

    /// <summary>Interpolates the values on the axis at the points.</summary>
    public void Interpolate(ReadOnlySpan<double> values, Span<double> at)
    {
        Curve(values);
        for (var i = 0; i < located.Length; i++)
        {
            ref readonly var point = ref located[i];
            var k = point.Interval;
            at[i] = (point.Left * values[k]) + (point.Right * values[k + 1])
                + (point.LeftCurve * curvature[k]) + (point.RightCurve * curvature[k + 1]);
        }
    }

    private void Curve(ReadOnlySpan<double> values)
    {
        var m = curvature.AsSpan();
        Divide(values, m);
        Forward(m);
        Backward(m);
    }

    /// <summary>The right-hand sides over their pivots: second divided differences.</summary>
    private void Divide(ReadOnlySpan<double> values, Span<double> m)
    {
        var last = m.Length - 1;
        var i = 1;
        for (; i <= last - Vector<double>.Count; i += Vector<double>.Count)
        {
            var here = new Vector<double>(values[i..]);
            var (rise, fall) = (new Vector<double>(values[(i + 1)..]) - here, here - new Vector<double>(values[(i - 1)..]));
            ((new Vector<double>(ahead, i) * rise) - (new Vector<double>(behind, i) * fall)).CopyTo(m[i..]);
        }
        for (; i < last; i++)
            m[i] = (ahead[i] * (values[i + 1] - values[i])) - (behind[i] * (values[i] - values[i - 1]));
        (m[0], m[last]) = (0, 0);
    }

    private void Forward(Span<double> m)
    {
        var factors = forward.AsSpan(0, m.Length);
        var before = 0.0;
        for (var i = 1; i < m.Length - 1; i++)
            m[i] = before = m[i] - (factors[i] * before);
    }

    private void Backward(Span<double> m)
    {
        var factors = back.AsSpan(0, m.Length);
        var after = 0.0;
        for (var i = m.Length - 2; i >= 0; i--)
            m[i] = after = m[i] + (factors[i] * after);
    }

    private static SplinePoint[] Locate(double[] axis, double[] points)
    {
        var found = new SplinePoint[points.Length];
        var upper = 1;
        for (var i = 0; i < points.Length; i++)
        {
            while (upper < axis.Length - 1 && axis[upper] < points[i])
                upper++;
            var range = axis[upper] - axis[upper - 1];
            var left = (axis[upper] - points[i]) / range;
            var right = 1.0 - left;
            var scale = range * range / 6.0;
            found[i] = new(upper - 1, left, right, ((left * left * left) - left) * scale, ((right * right * right) - right) * scale);
        }
        return found;
    }
}
