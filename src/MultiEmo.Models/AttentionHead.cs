using TorchSharp;
using TorchSharp.Modules;

namespace MultiEmo.Models;

/// <summary>The three projections of one attention head (eq. 2).</summary>
public sealed class AttentionHead : torch.nn.Module
{
    internal readonly Linear query_matrix;
    internal readonly Linear key_matrix;
    internal readonly Linear value_matrix;

    /// <summary>Creates the projections.</summary>
    /// <param name="width">D of the features.</param>
    /// <param name="headWidth">D/H of the head.</param>
    public AttentionHead(int width, int headWidth) : base(nameof(AttentionHead))
    {
        query_matrix = torch.nn.Linear(width, headWidth);
        key_matrix = torch.nn.Linear(width, headWidth);
        value_matrix = torch.nn.Linear(width, headWidth);
        RegisterComponents();
    }
}
