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

    private double[] Heads(double[] query, double[][] seen)
    {
        var output = new List<double>();
        for (int head = 0; head < heads; head++)
        {
            string own = $"{name}attention_heads.{head}.";
            double[] q = weights.Linear(own + "query_matrix", query);
            var scores = seen.Select(key => Weights.Dot(q, weights.Linear(own + "key_matrix", key)) / Math.Sqrt(q.Length));
            output.AddRange(Weights.Mix(Weights.Softmax(scores), [.. seen.Select(value => weights.Linear(own + "value_matrix", value))]));
        }
        return [.. output];
    }
}
