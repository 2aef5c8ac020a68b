using System.Globalization;
using MultiEmo.Conversations;
using MultiEmo.Features.Text;
using MultiEmo.Models;
using MultiEmo.Models.Text;
using MultiEmo.Storage;
using MultiEmo.Storage.Weights;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Training.Text;

/// <summary>
/// A RoBERTa that is fine-tuned: the vector of <c>&lt;s&gt;</c> of an utterance in its context, and a head on it for each set of emotions.
/// </summary>
public sealed class RobertaLearner : TextLearner
{
    private readonly RobertaFiles begun;
    private readonly RobertaSettings settings;
    private readonly ContextOptions context;
    private readonly TextData data;
    private readonly RobertaClassifier network;
    private readonly int[][] inputs;
    private readonly Device device;

    /// <summary>Loads the network and cuts the texts into tokens; heads are freshly drawn.</summary>
    /// <param name="begun">The weights to begin with; a head of theirs is not used.</param>
    /// <param name="recipe">The context of an utterance, and the seed of the heads.</param>
    /// <param name="data">What will be learnt.</param>
    /// <param name="device">Where to compute.</param>
    /// <exception cref="BadInputException">A file is missing, damaged, or belongs to another network.</exception>
    public RobertaLearner(RobertaFiles begun, TextRecipe recipe, TextData data, Device device)
    {
        (this.begun, this.data, this.device) = (begun, data, device);
        settings = begun.Read(out var tokenizer);
        context = recipe.Context with { Budget = Math.Min(recipe.Context.Budget, settings.LongestInput) };
        inputs = Inputs(data, new UtteranceContext(tokenizer, context));
        Lengths = [.. inputs.Select(input => input.Length)];
        Seeds.Start(recipe.Seed);
        network = new RobertaClassifier(settings, [.. data.Heads.Select(head => head.Count)]);
        var weights = WeightFile.Read(begun.Weights);
        RobertaWeights.Load(network.Body, weights.Tensors, weights.Path);
        network.to(device);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<int> Lengths { get; }

    /// <inheritdoc/>
    public override nn.Module Network => network;

    /// <inheritdoc/>
    public override Tensor Logits(int head, IReadOnlyList<int> examples)
    {
        using var scope = NewDisposeScope();
        var batch = TokenBatch.Of([.. examples.Select(example => inputs[example])], settings.Padding).To(device);
        return network.call(batch, head).MoveToOuterDisposeScope();                                    // (B, C)
    }

    /// <summary>Writes a folder as Hugging Face lays it out, with the first head; the weights come last.</summary>
    public override void Save(string folder)
    {
        var target = new RobertaFiles(folder);
        var labels = data.Heads[0].Labels.Index().ToDictionary(pair => pair.Index.ToString(CultureInfo.InvariantCulture), pair => pair.Item);
        begun.CopyTo(target, settings with { Labels = labels }, context);
        Safetensors.Write(target.Model, Checkpoint.Read(network).Where(pair => !RobertaClassifier.IsOfOthers(pair.Key)),
            new Dictionary<string, string> { ["format"] = "pt" });
    }

    private static int[][] Inputs(TextData data, UtteranceContext context)
    {
        var known = new Dictionary<Conversation, IReadOnlyList<int[]>>(ReferenceEqualityComparer.Instance);
        foreach (var example in data.Examples)
            if (!known.ContainsKey(example.Conversation)) known[example.Conversation] = context.Inputs(example.Conversation);
        return [.. data.Examples.Select(example => known[example.Conversation][example.Position])];
    }
}
