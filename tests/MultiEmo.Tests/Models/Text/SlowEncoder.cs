using MultiEmo.Features.Text;
using MultiEmo.Models.Text;

namespace MultiEmo.Tests.Models.Text;

/// <summary>The small encoder word by word and number by number, one text at a time.</summary>
public sealed class SlowEncoder(SmallEncoder encoder, HashedWords hashing, SmallEncoderSettings settings)
{
    private readonly Dictionary<string, double[]> weights =
        encoder.named_parameters().ToDictionary(pair => pair.name, pair => Tiny.Values(pair.parameter));

    public double[] Vector(string text)
    {
        double[][] words = [.. hashing.Words(text).Select(Word)];
        double[][] forward = Read(words, ""), backward = Read([.. words.Reverse()], "_reverse");
        double[][] states = [.. forward.Zip(backward.Reverse(), (one, other) => one.Concat(other).ToArray())];
        double[] scores = [.. states.Select(state => Math.Exp(Product("attention.weight", 0, state)))];
        int[] values = [.. Enumerable.Range(0, 2 * settings.State)];
        var attended = values.Select(k => states.Zip(scores, (state, score) => state[k] * score).Sum() / scores.Sum());
        var most = values.Select(k => states.Max(state => state[k]));
        double[] pooled = [.. attended, .. most];
        return [.. Enumerable.Range(0, settings.Width).Select(k => Math.Tanh(Product("output.weight", k, pooled) + weights["output.bias"][k]))];
    }

    private double[] Word(int number)
    {
        var rows = hashing.Rows(number);
        return [.. Enumerable.Range(0, settings.Embedding).Select(k => rows.Average(row => weights["table.weight"][(row * settings.Embedding) + k]))];
    }

    private double[][] Read(double[][] words, string direction)
    {
        double[] state = new double[settings.State];
        return [.. words.Select(word => state = Step(word, state, direction))];
    }

    private double[] Step(double[] word, double[] state, string direction)
    {
        double Gate(string side, int gate, int k, double[] values)
        {
            int row = (gate * settings.State) + k;
            return Product($"gru.weight_{side}_l0{direction}", row, values) + weights[$"gru.bias_{side}_l0{direction}"][row];
        }
        double Next(int k)
        {
            double reset = Sigmoid(Gate("ih", 0, k, word) + Gate("hh", 0, k, state));
            double update = Sigmoid(Gate("ih", 1, k, word) + Gate("hh", 1, k, state));
            double candidate = Math.Tanh(Gate("ih", 2, k, word) + (reset * Gate("hh", 2, k, state)));
            return ((1 - update) * candidate) + (update * state[k]);
        }
        return [.. Enumerable.Range(0, settings.State).Select(Next)];
    }

    private double Product(string name, int row, double[] values) =>
        values.Select((value, k) => value * weights[name][(row * values.Length) + k]).Sum();

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));
}
