using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Text;

/// <summary>
/// A RoBERTa with a classification head for each of several sets of classes. The first has the names of Hugging Face's
/// RobertaForSequenceClassification, so that without the others it is a <see cref="RobertaClassifier"/>.
/// </summary>
public sealed class RobertaHeads : nn.Module<TokenBatch, int, Tensor>
{
    private const string Others = nameof(others) + ".";

    private readonly Roberta roberta;
    private readonly RobertaHead classifier;
    private readonly ModuleList<RobertaHead> others;

    /// <summary>Creates a network with freshly drawn weights.</summary>
    /// <param name="settings">Its shape.</param>
    /// <param name="classes">Classes of each head, at least one head.</param>
    public RobertaHeads(RobertaSettings settings, IReadOnlyList<int> classes) : base(nameof(RobertaHeads))
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
