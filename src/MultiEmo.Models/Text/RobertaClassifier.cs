using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Text;

/// <summary>A RoBERTa with a classification head on the first token, under the names of Hugging Face's RobertaForSequenceClassification.</summary>
public sealed class RobertaClassifier : nn.Module<TokenBatch, Tensor>
{
    private readonly Roberta roberta;
    private readonly RobertaHead classifier;

    /// <summary>Creates a network with freshly drawn weights.</summary>
    /// <param name="settings">Its shape.</param>
    /// <param name="classes">Classes C.</param>
    public RobertaClassifier(RobertaSettings settings, int classes) : base(nameof(RobertaClassifier))
    {
        roberta = new Roberta(settings);
        classifier = new RobertaHead(settings, classes);
        RegisterComponents();
    }

    /// <summary>The network below the head.</summary>
    public Roberta Body => roberta;

    /// <summary>The logits of each input.</summary>
    /// <returns>(B, C)</returns>
    public override Tensor forward(TokenBatch batch)
    {
        using var scope = NewDisposeScope();
        var states = roberta.call(batch, 1);                                             // (B, S, D)
        return classifier.call(states.Last.select(1, 0)).MoveToOuterDisposeScope();      // (B, C)
    }
}

/// <summary>W_2 tanh(W_1 h + b) + b of the first token, with dropout before each product.</summary>
public sealed class RobertaHead : nn.Module<Tensor, Tensor>
{
    private readonly Linear dense;
    private readonly Linear out_proj;
    private readonly double dropout;

    /// <summary>Creates the head.</summary>
    /// <param name="settings">The network's shape.</param>
    /// <param name="classes">Classes C.</param>
    public RobertaHead(RobertaSettings settings, int classes) : base(nameof(RobertaHead))
    {
        dropout = settings.ClassifierDropout ?? settings.Dropout;
        dense = RobertaParts.Linear(settings, settings.Width, settings.Width);
        out_proj = RobertaParts.Linear(settings, settings.Width, classes);
        RegisterComponents();
    }

    /// <summary>The logits of each input.</summary>
    /// <param name="first">(B, D), the states of the first tokens after the last layer.</param>
    /// <returns>(B, C)</returns>
    public override Tensor forward(Tensor first)
    {
        using var scope = NewDisposeScope();
        var shown = nn.functional.dropout(first, dropout, training);                                         // (B, D)
        var hidden = nn.functional.dropout(dense.call(shown).tanh(), dropout, training);                     // (B, D)
        return out_proj.call(hidden).MoveToOuterDisposeScope();                                              // (B, C)
    }
}
