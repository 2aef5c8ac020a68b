using MultiEmo.Storage;
using TorchSharp;
using TorchSharp.Modules;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models;

/// <summary>Emotion classification (eqs. 15-16 without the softmax): W_smax ReLU(W_l z + b) + b.</summary>
public sealed class Classifier : torch.nn.Module<Tensor, Tensor>
{
    private readonly Linear linear_1;
    private readonly Linear linear_2;
    private readonly Dropouts dropouts;

    /// <summary>Creates the classifier.</summary>
    public Classifier(Architecture architecture, Dropouts dropouts) : base(nameof(Classifier))
    {
        this.dropouts = dropouts;
        linear_1 = torch.nn.Linear(architecture.Width, architecture.Classifier);
        linear_2 = torch.nn.Linear(architecture.Classifier, architecture.Classes);
        RegisterComponents();
    }

    /// <summary>Logits of every turn.</summary>
    /// <param name="fused">(N, D), z.</param>
    /// <returns>(N, C)</returns>
    public override Tensor forward(Tensor fused)
    {
        var hidden = torch.nn.functional.dropout(linear_1.call(fused).relu(), dropouts.Classifier, training);    // (N, F)
        return torch.nn.functional.dropout(linear_2.call(hidden), dropouts.Logits, training);                    // (N, C)
    }
}
