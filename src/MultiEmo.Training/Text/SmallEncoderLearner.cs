using MultiEmo.Features.Text;
using MultiEmo.Models.Text;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Training.Text;

/// <summary>A small encoder in training, with a head for each label set.</summary>
public sealed class SmallEncoderLearner : TextLearner
{
    private readonly SmallEncoderSettings settings;
    private readonly HashedWords hashing;
    private readonly SmallEncoder network;
    private readonly int[][] words;
    private readonly Device device;

    /// <summary>Draws the network and cuts the texts into words.</summary>
    /// <param name="recipe">The shape, and the seed of the weights.</param>
    /// <param name="data">What will be learnt.</param>
    /// <param name="device">Where to compute.</param>
    public SmallEncoderLearner(TextRecipe recipe, TextData data, Device device)
    {
        (settings, this.device) = (recipe.Small.Settings(data.Heads), device);
        hashing = new HashedWords(settings.Hashing);
        words = [.. data.Examples.Select(example => hashing.Words(example.Turn.Text))];
        Lengths = [.. words.Select(text => text.Length)];
        Seeds.Start(recipe.Seed);
        network = new SmallEncoder(settings, recipe.Small.Dropout);
        network.to(device);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<int> Lengths { get; }

    /// <inheritdoc/>
    public override nn.Module Network => network;

    /// <inheritdoc/>
    public override Tensor Vectors(IReadOnlyList<int> examples)
    {
        using var scope = NewDisposeScope();
        var batch = WordBatch.Of([.. examples.Select(example => words[example])], hashing).To(device);
        return network.call(batch).MoveToOuterDisposeScope();                                          // (B, D)
    }

    /// <inheritdoc/>
    public override Tensor Logits(int head, Tensor vectors) => network.Logits(head, vectors);          // (B, C)

    /// <summary>Writes encoder.safetensors.</summary>
    public override void Save(string folder) => SmallEncoderFile.Write(Path.Combine(folder, SmallEncoderFile.Name), network, settings);
}
