using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MultiEmo.Models.Text;

/// <summary>Parts with freshly drawn weights: normally distributed, biases zero, as Hugging Face's models are begun.</summary>
internal static class RobertaParts
{
    public static Linear Linear(RobertaSettings settings, int inputs, int outputs)
    {
        var linear = nn.Linear(inputs, outputs);
        _ = nn.init.normal_(linear.weight, 0, settings.InitialDeviation);
        _ = nn.init.zeros_(linear.bias!);
        return linear;
    }

    public static LayerNorm LayerNorm(RobertaSettings settings) => nn.LayerNorm(settings.Width, settings.Epsilon);

    /// <summary>A table of vectors, of which the row of padding stays as it is.</summary>
    public static Embedding Embedding(RobertaSettings settings, int rows, int? padding = null)
    {
        var embedding = nn.Embedding(rows, settings.Width, padding_idx: padding);
        _ = nn.init.normal_(embedding.weight!, 0, settings.InitialDeviation);
        return embedding;
    }
}
