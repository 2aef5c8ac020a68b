using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Text;

/// <summary>
/// A RoBERTa with a classification head for each of several sets of classes. The first has the names of Hugging Face's
/// RobertaForSequenceClassification, and what has no other is one.
/// </summary>
public sealed class RobertaClassifier : nn.Module<TokenBatch, int, Tensor>
{
    private const string Others = nameof(others) + ".";

    private readonly Roberta roberta;
    private readonly RobertaHead classifier;
    private readonly ModuleList<RobertaHead> others;

    /// <summary>Creates a network with freshly drawn weights.</summary>
    /// <param name="settings">Its shape.</param>
    /// <param name="classes">Classes C of each head, at least one head.</param>
    public RobertaClassifier(RobertaSettings settings, params IReadOnlyList<int> classes) : base(nameof(RobertaClassifier))
    {
        roberta = new Roberta(settings);
        classifier = new RobertaHead(settings, classes[0]);
        others = [];
        foreach (int count in classes.Skip(1)) others.Add(new RobertaHead(settings, count));
        RegisterComponents();
    }

    /// <summary>The network below the heads.</summary>
    public Roberta Body => roberta;

    /// <summary>Whether a parameter belongs to another head than the first.</summary>
    public static bool IsOfOthers(string parameter) => parameter.StartsWith(Others, StringComparison.Ordinal);

    /// <summary>The logits of each input.</summary>
    /// <param name="batch">The inputs.</param>
    /// <param name="head">The head, from 0.</param>
    /// <returns>(B, C)</returns>
    public override Tensor forward(TokenBatch batch, int head)
    {
        using var scope = NewDisposeScope();
        var states = roberta.call(batch, 1);                                                          // (B, S, D)
        var own = head == 0 ? classifier : others[head - 1];
        return own.call(states.Last).MoveToOuterDisposeScope();                                       // (B, C)
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
    /// <param name="last">(B, S, D), the states after the last layer.</param>
    /// <returns>(B, C)</returns>
    public override Tensor forward(Tensor last)
    {
        using var scope = NewDisposeScope();
        var first = nn.functional.dropout(last.select(1, 0), dropout, training);                             // (B, D)
        var hidden = nn.functional.dropout(dense.call(first).tanh(), dropout, training);                     // (B, D)
        return out_proj.call(hidden).MoveToOuterDisposeScope();                                              // (B, C)
    }
}
