using TorchSharp;
using TorchSharp.Modules;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models;

/// <summary>
/// The 'simple' context attention of DialogueRNN: c_t = sum over i &lt; t of softmax_i(w . g_i) g_i. The scores do not depend on t, so the sum
/// runs along with the recurrence: linear in the turns, no history kept.
/// </summary>
public sealed class SimpleAttention : torch.nn.Module<Tensor, RunningContext?, RunningContext>
{
    private readonly Linear scalar;

    /// <summary>Creates the attention.</summary>
    /// <param name="width">Width D of the global states.</param>
    public SimpleAttention(int width) : base(nameof(SimpleAttention))
    {
        scalar = torch.nn.Linear(width, 1, hasBias: false);
        RegisterComponents();
    }

    /// <summary>Takes one more global state into the running sum.</summary>
    /// <param name="global">(B, D), g_t.</param>
    /// <param name="past">The sum over the states before; null at the first turn.</param>
    public override RunningContext forward(Tensor global, RunningContext? past)
    {
        var score = scalar.call(global);                                         // (B, 1)
        var highest = past is null ? score.detach() : torch.maximum(past.Highest, score.detach());   // (B, 1)
        var weight = (score - highest).exp();                                    // (B, 1), 1 at the first turn, with its gradient
        if (past is null) return new RunningContext(global * weight, weight, highest);
        var keep = (past.Highest - highest).exp();                               // (B, 1)
        var sum = past.Sum * keep + global * weight;                             // (B, D)
        var total = past.Weight * keep + weight;                                 // (B, 1)
        return new RunningContext(sum, total, highest);
    }
}
