namespace MultiEmo.Tests.Models.Twins;

/// <summary>The states of a DialogueRNN, a vector per turn.</summary>
public sealed record SlowStates(List<double[]> Global, List<double[]> Party, List<double[]> Emotion);

/// <summary>DialogueRNN on one conversation: all parties are updated at every turn, and the context looks back at all of history.</summary>
public sealed class SlowDialogueRnn(Weights weights, string name)
{
    private readonly string cell = name + (name.Length == 0 ? "" : ".") + "dialogue_cell.";

    public SlowStates Run(double[][] x, int[] speakers)
    {
        int width = x[0].Length;
        double[][] parties = [.. Enumerable.Range(0, speakers.Max() + 1).Select(_ => new double[width])];
        var states = new SlowStates([], [], []);
        double[] global = new double[width], emotion = new double[width];
        for (int t = 0; t < x.Length; t++)
        {
            int speaker = speakers[t];
            double[] context = Context(states.Global, width);
            global = Gru("g_cell", [.. x[t], .. parties[speaker]], global);
            double[][] updated = [.. parties.Select(party => Gru("p_cell", [.. x[t], .. context], party))];
            parties = [.. parties.Select((party, index) => index == speaker ? updated[index] : party)];
            emotion = Gru("e_cell", parties[speaker], emotion);
            states.Global.Add(global);
            states.Party.Add(parties[speaker]);
            states.Emotion.Add(emotion);
        }
        return states;
    }

    private double[] Context(List<double[]> history, int width) => history.Count == 0
        ? new double[width]
        : Weights.Mix(Weights.Softmax(history.Select(global => weights.Times(cell + "attention.scalar.weight", global)[0])), history);

    private double[] Gru(string name, double[] input, double[] state)
    {
        double[] fromInput = Weights.Plus(weights.Times($"{cell}{name}.weight_ih", input), weights.Vector($"{cell}{name}.bias_ih"));
        double[] fromState = Weights.Plus(weights.Times($"{cell}{name}.weight_hh", state), weights.Vector($"{cell}{name}.bias_hh"));
        var next = new double[state.Length];
        for (int d = 0; d < next.Length; d++)
        {
            double reset = Weights.Sigmoid(fromInput[d] + fromState[d]);
            double update = Weights.Sigmoid(fromInput[next.Length + d] + fromState[next.Length + d]);
            double candidate = Math.Tanh(fromInput[2 * next.Length + d] + reset * fromState[2 * next.Length + d]);
            next[d] = (1 - update) * candidate + update * state[d];
        }
        return next;
    }
}
