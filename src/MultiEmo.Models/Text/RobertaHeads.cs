using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Text;

/// <summary>
/// A RoBERTa with a classification head for each of several sets of classes. The first has the names of Hugging Face's
/// RobertaForSequenceClassification, so that without the others it is a <see cref="RobertaClassifier"/>.
/// </summary>
public sealed class RobertaHeads : nn.Module<TokenBatch, Tensor>
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

    /// <summary>The state of the first token of each input, after the last layer.</summary>
    /// <returns>(B, D)</returns>
    public override Tensor forward(TokenBatch batch)
    {
        using var scope = NewDisposeScope();
        return roberta.call(batch, 1).Last.select(1, 0).MoveToOuterDisposeScope();                    // (B, D)
    }

    /// <summary>The logits of first tokens.</summary>
    /// <param name="head">The head, from 0.</param>
    /// <param name="first">(B, D)</param>
    /// <returns>(B, C)</returns>
    public Tensor Logits(int head, Tensor first) => (head == 0 ? classifier : others[head - 1]).call(first);
}
