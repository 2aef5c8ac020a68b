using MultiEmo.Storage;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MultiEmo.Models.Baselines;

/// <summary>
/// Multinomial logistic regression on one utterance's features of all modalities: no context, no speakers. The yardstick that a model of
/// conversations must beat. An absent modality counts as its training mean, that is zero after standardisation.
/// </summary>
public sealed class LogisticRegression : nn.Module<ConversationBatch, Scores>
{
    private readonly Linear linear;

    /// <summary>Creates the regression with all weights zero.</summary>
    public LogisticRegression(Architecture architecture) : base(nameof(LogisticRegression))
    {
        int inputs = architecture.Modalities.Sum(modality => architecture.WidthOf(modality)!.Value);
        linear = nn.Linear(inputs, architecture.Classes);
        nn.init.zeros_(linear.weight);
        nn.init.zeros_(linear.bias!);
        RegisterComponents();
    }

    /// <summary>Scores of every real turn of a batch; z is the utterance's features.</summary>
    public override Scores forward(ConversationBatch batch)
    {
        using var scope = NewDisposeScope();
        var inputs = new[] { batch.Text, batch.Audio, batch.Visual }.OfType<ModalityInput>().Select(input => input.Values).ToArray();
        var values = cat(inputs, -1).flatten(0, 1).index_select(0, batch.Turns);                      // (N, sum of widths)
        return new Scores(null, null, null, values, linear.call(values)).MoveToOuterDisposeScope();
    }
}
