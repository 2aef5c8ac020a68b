namespace MultiEmo.Tests.Models.Twins;

/// <summary>Multi-head attention with a loop over turns and heads, which looks only at turns that are there.</summary>
public sealed class SlowAttention(Weights weights, string name, int heads)
{
    /// <summary>What each query turn takes from the partner's turns; zeros when no turn can be looked at.</summary>
    public double[][] Run(double[][] queries, double[][] partner, bool[] visible)
    {
        double[][] seen = [.. partner.Where((_, turn) => visible[turn])];
        if (seen.Length == 0) return [.. queries.Select(query => new double[query.Length])];
        return [.. queries.Select(query => weights.Linear(name + "projection_matrix", Heads(query, seen)))];
    }

    /// <summary>How every query turn (T) divides its attention with every head (H) over the partner's turns, 0 where hidden: (T, H, T).</summary>
    public double[][][] Weights(double[][] queries, double[][] partner, bool[] visible)
    {
        double[][] seen = [.. partner.Where((_, turn) => visible[turn])];
        double[] Spread(double[] weights) =>
            [.. visible.Select((there, turn) => there ? weights[visible.Take(turn).Count(earlier => earlier)] : 0)];
        return [.. queries.Select(query => Enumerable.Range(0, heads).Select(head => Spread(Attention(head, query, seen))).ToArray())];
    }

    private double[] Heads(double[] query, double[][] seen)
    {
        var output = new List<double>();
        for (int head = 0; head < heads; head++)
        {
            string values = $"{name}attention_heads.{head}.value_matrix";
            output.AddRange(Twins.Weights.Mix(Attention(head, query, seen), [.. seen.Select(value => weights.Linear(values, value))]));
        }
        return [.. output];
    }

    private double[] Attention(int head, double[] query, double[][] seen)
    {
        string own = $"{name}attention_heads.{head}.";
        double[] q = weights.Linear(own + "query_matrix", query);
        return Twins.Weights.Softmax(seen.Select(key => Twins.Weights.Dot(q, weights.Linear(own + "key_matrix", key)) / Math.Sqrt(q.Length)));
    }
}
