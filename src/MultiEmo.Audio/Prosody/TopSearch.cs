namespace MultiEmo.Audio.Prosody;

/// <summary>
/// Finds the top of the curve that <see cref="Interpolation.Sinc"/> draws within a sample of a peak: parabolas where they help, golden sections where
/// they do not. Brent, Algorithms for Minimization without Derivatives (1973), chapter 5. Near the ends of the samples the curve has leaps, and which
/// top is found depends on the guesses; they are therefore Brent's own.
/// </summary>
internal ref struct TopSearch
{
    private const double Exactness = 1e-10 / 3, Rounding = 1.4901161193847656e-8;
    private const int MostSteps = 60;
    private static readonly double Golden = (3 - Math.Sqrt(5)) / 2;

    private readonly ReadOnlySpan<double> values;
    private readonly int depth;
    private double low, high;
    private Point best, second, third;

    private TopSearch(ReadOnlySpan<double> values, int sample, int depth)
    {
        this.values = values;
        this.depth = depth;
        (low, high) = (sample - 1, sample + 1);
        best = second = third = At(low + (Golden * (high - low)));
    }

    /// <summary>The place of the top.</summary>
    /// <param name="values">Samples at 0, 1, 2, ...</param>
    /// <param name="sample">One that is higher than its neighbours, neither the first nor the last.</param>
    /// <param name="depth">See <see cref="Interpolation.Sinc"/>.</param>
    public static double Find(ReadOnlySpan<double> values, int sample, int depth)
    {
        var search = new TopSearch(values, sample, depth);
        for (int step = 0; step < MostSteps && !search.Done; step++) search.Take(search.At(search.best.Place + search.Step()));
        return search.best.Place;
    }

    private readonly double Tolerance => (Rounding * Math.Abs(best.Place)) + Exactness;

    private readonly double Middle => (low + high) / 2;

    private readonly bool Done => Math.Abs(best.Place - Middle) + ((high - low) / 2) <= 2 * Tolerance;

    private readonly Point At(double place) => new(place, Interpolation.Sinc(values, place, depth));

    private readonly double Step()
    {
        double x = best.Place, golden = Golden * ((x < Middle ? high : low) - x), step = golden;
        if (Math.Abs(x - second.Place) >= Tolerance && Vertex() is var move && Math.Abs(move) < Math.Abs(golden)
            && x + move > low + (2 * Tolerance) && x + move < high - (2 * Tolerance)) step = move;
        return Math.Abs(step) >= Tolerance ? step : step > 0 ? Tolerance : -Tolerance;
    }

    // From the best place to the vertex of the parabola through the three; NaN where they lie on a line.
    private readonly double Vertex()
    {
        double toSecond = best.Place - second.Place, toThird = best.Place - third.Place;
        double a = toSecond * (third.Height - best.Height), b = toThird * (second.Height - best.Height);
        return ((toThird * b) - (toSecond * a)) / (2 * (a - b));
    }

    private void Take(Point next)
    {
        bool better = next.Height >= best.Height;
        double bound = better ? best.Place : next.Place;
        if (next.Place < best.Place == better) high = bound;
        else low = bound;
        if (better) (third, second, best) = (second, best, next);
        else if (next.Height >= second.Height || second.Place == best.Place) (third, second) = (second, next);
        else if (next.Height >= third.Height || third.Place == best.Place || third.Place == second.Place) third = next;
    }

    private readonly record struct Point(double Place, double Height);
}
