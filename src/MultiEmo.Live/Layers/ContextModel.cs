using MultiEmo.Storage;

namespace MultiEmo.Live.Layers;

/// <summary>
/// Context modelling of one modality: a DialogueRNN over the turns, on request a second one over the reversed turns, then
/// ReLU(W_c [e_fwd ; e_bwd] + b) (bidirectional) or ReLU(e).
/// </summary>
internal sealed class ContextModel
{
    /// <summary>Reads the context model of a modality.</summary>
    /// <param name="weights">The file's tensors.</param>
    /// <param name="name">Its name.</param>
    /// <param name="architecture">Width and direction.</param>
    public ContextModel(WeightReader weights, string name, Architecture architecture)
    {
        int width = architecture.Width;
        Forward = new DialogueRnn(weights, $"{name}.dialog_rnn_f", width);
        if (!architecture.Bidirectional) return;
        Reverse = new DialogueRnn(weights, $"{name}.dialog_rnn_r", width);
        Join = weights.Linear($"{name}.linear", 2 * width, width);
    }

    /// <summary>The recurrence over the turns.</summary>
    public DialogueRnn Forward { get; }

    /// <summary>The recurrence over the reversed turns; null: there is none.</summary>
    public DialogueRnn? Reverse { get; }

    /// <summary>(D, 2D), W_c; null where there is no reverse recurrence.</summary>
    public Linear? Join { get; }

    /// <summary>The numbers that a turn reads.</summary>
    public int Size => Forward.Size + (Reverse?.Size ?? 0) + (Join?.Size ?? 0);
}
