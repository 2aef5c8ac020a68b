using TorchSharp;
using TorchSharp.Modules;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models;

/// <summary>W_2 ReLU(W_1 x) (eq. 11), with a dropout of its own as in the reference program.</summary>
public sealed class Feedforward : torch.nn.Module<Tensor, Tensor>
{
    private readonly Linear linear_W1;
    private readonly Linear linear_W2;
    private readonly double dropout;

    /// <summary>Creates the network.</summary>
    /// <param name="width">D.</param>
    /// <param name="hidden">Width f of the hidden layer.</param>
    /// <param name="dropout">Rate on the output while training.</param>
    public Feedforward(int width, int hidden, double dropout) : base(nameof(Feedforward))
    {
        this.dropout = dropout;
        linear_W1 = torch.nn.Linear(width, hidden);
        linear_W2 = torch.nn.Linear(hidden, width);
        RegisterComponents();
    }

    /// <summary>Runs the network on every turn.</summary>
    /// <param name="input">(B, T, D)</param>
    /// <returns>(B, T, D)</returns>
    public override Tensor forward(Tensor input) =>
        torch.nn.functional.dropout(linear_W2.call(linear_W1.call(input).relu()), dropout, training);
}
