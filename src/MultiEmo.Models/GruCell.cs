using TorchSharp;
using TorchSharp.Modules;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models;

/// <summary>
/// A gated recurrent unit with both biases, its parameters named and initialised as those of torch.nn.GRUCell. It is written out so that
/// the input's share of the gates can be computed for all turns in one matrix product before the recurrence.
/// </summary>
public sealed class GruCell : torch.nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Parameter weight_ih;   // (3D, I), gates r, z, n
    private readonly Parameter weight_hh;   // (3D, D)
    private readonly Parameter bias_ih;     // (3D)
    private readonly Parameter bias_hh;     // (3D)

    /// <summary>Creates a cell.</summary>
    /// <param name="inputs">Width I of the input.</param>
    /// <param name="width">Width D of the state.</param>
    public GruCell(int inputs, int width) : base(nameof(GruCell))
    {
        weight_ih = Uniform(width, 3 * width, inputs);
        weight_hh = Uniform(width, 3 * width, width);
        bias_ih = Uniform(width, 3 * width);
        bias_hh = Uniform(width, 3 * width);
        RegisterComponents();
    }

    /// <summary>The share of the gates that comes from the first inputs, with the input bias.</summary>
    /// <param name="input">(…, K), the first K of the I inputs.</param>
    /// <returns>(…, 3D)</returns>
    public Tensor GatesOfFirst(Tensor input)
    {
        var weight = weight_ih.narrow(1, 0, input.shape[^1]);                // (3D, K)
        return torch.nn.functional.linear(input, weight, bias_ih);           // (…, 3D)
    }

    /// <summary>The share of the gates that comes from the last inputs, without bias.</summary>
    /// <param name="input">(B, K), the last K of the I inputs.</param>
    /// <returns>(B, 3D)</returns>
    public Tensor GatesOfLast(Tensor input)
    {
        long width = input.shape[^1];
        var weight = weight_ih.narrow(1, weight_ih.shape[1] - width, width); // (3D, K)
        return torch.nn.functional.linear(input, weight);                    // (B, 3D)
    }

    /// <summary>One step from the gates of the input.</summary>
    /// <param name="gates">(B, 3D), the input's share of the gates.</param>
    /// <param name="state">(B, D)</param>
    /// <returns>(B, D), the next state.</returns>
    public override Tensor forward(Tensor gates, Tensor state)
    {
        var input = gates.chunk(3, -1);                                                               // 3 x (B, D)
        var hidden = torch.nn.functional.linear(state, weight_hh, bias_hh).chunk(3, -1);              // 3 x (B, D)
        var reset = (input[0] + hidden[0]).sigmoid_();                                                // (B, D)
        var update = (input[1] + hidden[1]).sigmoid_();                                               // (B, D)
        var candidate = (input[2] + reset * hidden[2]).tanh_();                                       // (B, D)
        return torch.lerp(candidate, state, update);                                                  // (B, D)
    }

    private static Parameter Uniform(int width, params long[] shape)
    {
        double bound = 1 / Math.Sqrt(width);
        var values = torch.empty(shape);
        torch.nn.init.uniform_(values, -bound, bound);
        return new Parameter(values);
    }
}
