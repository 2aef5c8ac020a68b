using TorchSharp;

namespace MultiEmo.Models;

/// <summary>The four parts of a DialogueRNN step: global, party and emotion cells and the context attention.</summary>
public sealed class DialogueRnnCell : torch.nn.Module
{
    internal readonly GruCell g_cell;
    internal readonly GruCell p_cell;
    internal readonly GruCell e_cell;
    internal readonly SimpleAttention attention;

    /// <summary>Creates the cells, all states as wide as the input.</summary>
    /// <param name="width">D.</param>
    public DialogueRnnCell(int width) : base(nameof(DialogueRnnCell))
    {
        g_cell = new GruCell(2 * width, width);
        p_cell = new GruCell(2 * width, width);
        e_cell = new GruCell(width, width);
        attention = new SimpleAttention(width);
        RegisterComponents();
    }
}
