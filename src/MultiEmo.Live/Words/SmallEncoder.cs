using MultiEmo.Conversations;
using MultiEmo.Features.Numerics;
using MultiEmo.Features.Text;
using MultiEmo.Live.Layers;
using MultiEmo.Storage;

namespace MultiEmo.Live.Words;

/// <summary>
/// The small text encoder: a word is the mean of hashed rows for itself and its pieces, a bidirectional GRU reads the words, and attention and the
/// maximum over the words, side by side, are mapped to an utterance's vector: v = tanh(W [sum_t a_t h_t ; max_t h_t] + b), a = softmax_t(w . h_t).
/// </summary>
internal sealed class SmallEncoder
{
    private readonly SmallEncoderSettings settings;
    private readonly WordTable table;
    private readonly GruCell forward;
    private readonly GruCell backward;
    private readonly Memory<float> attention;     // (2S), w
    private readonly Linear output;               // (D, 4S)

    private SmallEncoder(SmallEncoderSettings settings, SafetensorsFile file)
    {
        this.settings = settings;
        var weights = new WeightReader(file);
        int state = settings.State;
        table = new WordTable(weights.Find("table.weight", settings.Hashing.Rows, settings.Embedding), settings);
        forward = new GruCell(weights, "gru.", "_l0", settings.Embedding, 0, state);
        backward = new GruCell(weights, "gru.", "_l0_reverse", settings.Embedding, 0, state);
        attention = weights.Take("attention.weight", 1, 2 * state);
        output = weights.Linear("output", 4 * state, settings.Width);
        weights.RequireAllRead(name => name.StartsWith("heads.", StringComparison.Ordinal));
    }

    /// <summary>D.</summary>
    public int Width => settings.Width;

    /// <summary>Reads an encoder.</summary>
    /// <exception cref="BadInputException">There is no such file, or it holds something else.</exception>
    public static SmallEncoder Load(string path)
    {
        var file = Safetensors.Read(path);
        return new SmallEncoder(SmallEncoderSettings.Read(file.Metadata, path), file);
    }

    /// <summary>The features of turns from their words; a turn without words is absent. Many threads may ask at once.</summary>
    public FeatureMatrix Features(IReadOnlyList<Utterance> turns)
    {
        var matrix = new FeatureMatrix(new float[turns.Count * Width], new bool[turns.Count], Width);
        var workspace = Workspace.OfThread;
        var mark = workspace.Taken;
        try
        {
            for (int turn = 0; turn < turns.Count; turn++)
            {
                matrix.Present[turn] = !string.IsNullOrWhiteSpace(turns[turn].Text);
                if (matrix.Present[turn]) Read(turns[turn].Text, matrix.Values.AsSpan(turn * Width, Width), workspace);
            }
            return matrix;
        }
        finally
        {
            workspace.Rewind(mark);
        }
    }

    private void Read(string text, Span<float> vector, Workspace workspace)
    {
        var rows = table.Rows(text);
        var mark = workspace.Taken;
        int words = rows.Count, state = settings.State;
        Span<float> embedded = workspace.Span(words * settings.Embedding), states = workspace.Span(words * 2 * state);
        for (int word = 0; word < words; word++)
            table.Mean(rows[word], embedded.Slice(word * settings.Embedding, settings.Embedding));      // (T, E)
        Run(forward, embedded, states, words, 0, workspace);
        Run(backward, embedded, states, words, state, workspace);                                       // (T, 2S)
        Span<float> shares = workspace.Span(words), pooled = workspace.Span(4 * state);
        Affine.Apply(attention.Span, states, default, shares, words);                                   // (T)
        Rows.Softmax(shares, 1);
        WeightedRows.Sum(shares, states, pooled[..(2 * state)]);                                        // (2S)
        Most(states, pooled[(2 * state)..]);                                                            // (2S)
        output.Apply(pooled, vector);                                                                   // (D)
        Activations.Tanh(vector);
        workspace.Rewind(mark);
    }

    private static void Most(ReadOnlySpan<float> states, Span<float> most)
    {
        states[..most.Length].CopyTo(most);
        for (int at = most.Length; at < states.Length; at++)
            if (states[at] > most[at % most.Length]) most[at % most.Length] = states[at];
    }

    // The states of one direction, in the columns from side on; the backward one begins at the last word.
    private void Run(GruCell cell, ReadOnlySpan<float> embedded, Span<float> states, int words, int side, Workspace workspace)
    {
        var mark = workspace.Taken;
        int width = settings.State;
        Span<float> gates = workspace.Span(words * 3 * width), state = workspace.Span(width);           // (T, 3S)
        cell.First.Apply(embedded, gates);
        state.Clear();
        for (int step = 0; step < words; step++)
        {
            int word = side == 0 ? step : words - 1 - step;
            cell.Step(gates.Slice(word * 3 * width, 3 * width), state, workspace);
            state.CopyTo(states[((word * 2 * width) + side)..]);
        }
        workspace.Rewind(mark);
    }
}
