namespace MultiEmo.Audio.Prosody;

/// <summary>Values between samples.</summary>
internal static class Interpolation
{
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
        // Praat's way near an end: a cubic where two are left, a line where one is.
        if (depth <= 2) return Cubic(values, place);
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
