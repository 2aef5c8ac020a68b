namespace MultiEmo.Audio.Prosody;

/// <summary>Values between samples.</summary>
internal static class Interpolation
{
    private const int Rounds = 5;

    /// <summary>Sine cardinals under a raised cosine: Boersma 1993, equation 22.</summary>
    /// <param name="values">Samples at 0, 1, 2, ...</param>
    /// <param name="place">Where, within them.</param>
    /// <param name="depth">So many samples on either side take part, fewer near an end.</param>
    public static double Sinc(ReadOnlySpan<double> values, double place, int depth)
    {
        int left = (int)Math.Floor(place), right = left + 1;
        double fraction = place - left;
        if (fraction == 0) return values[left];
        depth = Math.Min(depth, Math.Min(right, values.Length - right));
        double sine = Math.Sin(Math.PI * fraction) / (2 * Math.PI), sum = 0;
        var (before, after) = (new RaisedCosine(fraction, depth), new RaisedCosine(1 - fraction, depth));
        for (int n = 0; n < depth; n++, sine = -sine)
        {
            sum += sine * values[left - n] * before.Next() / (fraction + n);
            sum += sine * values[right + n] * after.Next() / (1 - fraction + n);
        }
        return sum;
    }

    /// <summary>A cubic through two samples, with the slopes of their neighbours; a line next to an end.</summary>
    public static double Cubic(ReadOnlySpan<double> values, double place)
    {
        int left = Math.Clamp((int)Math.Floor(place), 0, values.Length - 1), right = Math.Min(left + 1, values.Length - 1);
        double t = Math.Clamp(place - left, 0, 1), rise = values[right] - values[left];
        if (left < 1 || right > values.Length - 2 || right == left) return values[left] + (t * rise);
        double enter = (values[right] - values[left - 1]) / 2, leave = (values[right + 1] - values[left]) / 2;
        return values[left] + (t * (enter + (t * ((3 * rise) - (2 * enter) - leave + (t * (enter + leave - (2 * rise)))))));
    }

    /// <summary>The place of the top near a sample that is higher than its neighbours, of the curve that <see cref="Sinc"/> draws.</summary>
    /// <param name="values">Samples.</param>
    /// <param name="sample">The sample, neither the first nor the last.</param>
    /// <param name="depth">See <see cref="Sinc"/>.</param>
    public static double Top(ReadOnlySpan<double> values, int sample, int depth)
    {
        double top = sample, reach = 0.5;
        for (int round = 0; round < Rounds; round++, reach /= 6)
        {
            top = Math.Clamp(top, sample - 1 + reach, sample + 1 - reach);
            double below = Sinc(values, top - reach, depth), at = Sinc(values, top, depth), above = Sinc(values, top + reach, depth);
            double bend = (2 * at) - below - above;
            double move = bend > 0 ? (above - below) / 2 / bend : Math.Sign(above - below);
            top += reach * Math.Clamp(move, -1, 1);
        }
        return top;
    }

    // 1 + cos(pi (fraction + n) / (fraction + depth)) for n = 0, 1, 2, ..., each from the two before.
    private struct RaisedCosine(double fraction, int depth)
    {
        private readonly double twice = 2 * Math.Cos(Math.PI / (fraction + depth));
        private double next = Math.Cos(Math.PI * fraction / (fraction + depth));
        private double last = Math.Cos(Math.PI * (fraction - 1) / (fraction + depth));

        public double Next()
        {
            double now = next;
            (last, next) = (now, (twice * now) - last);
            return 1 + now;
        }
    }
}
