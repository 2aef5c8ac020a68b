using System.Text.Json.Serialization;
using MultiEmo.Conversations;
using MultiEmo.Features.Text;
using MultiEmo.Models.Text;
using MultiEmo.Storage;

namespace MultiEmo.Training.Text;

/// <summary>
/// Everything that decides the training of a text network but the corpora and the weights it begins with: the same record is <c>--set key=value</c>
/// and recipe.json of the folder.
/// </summary>
public sealed record TextRecipe
{
    private const double Infinity = double.PositiveInfinity;

    /// <summary>The kind of network.</summary>
    public string Encoder { get; init; } = "roberta";

    /// <summary>What <c>extract --text</c> calls such a network.</summary>
    [JsonIgnore]
    public string Extractor => Encoder == OfSmallEncoder.Encoder ? SmallEncoderExtractor.Name : RobertaExtractor.Name;

    /// <summary>The seed of all chance.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The shape of a small encoder; of no effect on RoBERTa.</summary>
    public SmallEncoderRecipe Small { get; init; } = new();

    /// <summary>How an utterance and its neighbours become one input; of no effect on a small encoder.</summary>
    public ContextOptions Context { get; init; } = new();

    /// <summary>Optimisation and selection.</summary>
    public TextTrainingSettings Training { get; init; } = new();

    /// <summary>
    /// The settings of a small encoder: freshly drawn weights want a higher rate and more utterances a step than those of others that are fine-tuned.
    /// </summary>
    public static TextRecipe OfSmallEncoder { get; } = new()
    {
        Encoder = "small",
        Training = new TextTrainingSettings { Epochs = 4, Batch = 128, Tokens = 1 << 16, LearningRate = 2e-3, WarmUp = 0.05, Balance = 0.15 },
    };

    /// <summary>A recipe with settings over it.</summary>
    /// <param name="defaults">The recipe of the encoder.</param>
    /// <param name="settings">Settings such as <c>training.epochs=3</c>.</param>
    /// <exception cref="BadInputException">Unknown keys and values out of range, all of them.</exception>
    public static TextRecipe Read(TextRecipe defaults, IEnumerable<string> settings) =>
        SettingsReader.Read(defaults, "{}", settings, null, recipe => recipe.Faults());

    /// <summary>The recipe as JSON text.</summary>
    public string Text() => Json.Text(this) + "\n";

    private IEnumerable<string> Faults()
    {
        if (Context.Past < 0) yield return $"context.past is {Context.Past}, it is not negative";
        if (Context.Future < 0) yield return $"context.future is {Context.Future}, it is not negative";
        if (Context.Budget < 8) yield return $"context.budget is {Context.Budget}, it is at least 8";
        foreach (string fault in Faults(Training).Concat(Small.Faults())) yield return fault;
    }

    private static IEnumerable<string> Faults(TextTrainingSettings training)
    {
        if (training.Epochs < 1) yield return $"training.epochs is {training.Epochs}, it is at least 1";
        if (training.Batch < 1) yield return $"training.batch is {training.Batch}, it is at least 1";
        if (training.Tokens < 1) yield return $"training.tokens is {training.Tokens}, it is at least 1";
        if (training.LearningRate is not (> 0 and < Infinity)) yield return $"training.learning_rate is {training.LearningRate}, it is above 0";
        if (training.WarmUp is not (>= 0 and < 1)) yield return $"training.warm_up is {training.WarmUp}, it is in 0 .. 1, below 1";
        if (training.WeightDecay is not (>= 0 and < Infinity)) yield return $"training.weight_decay is {training.WeightDecay}, it is not negative";
        if (training.Clip is not (>= 0 and < Infinity)) yield return $"training.clip is {training.Clip}, it is not negative";
        if (training.LabelSmoothing is not (>= 0 and < 1))
            yield return $"training.label_smoothing is {training.LabelSmoothing}, it is in 0 .. 1, below 1";
        if (training.Balance is not (>= 0 and <= 1)) yield return $"training.balance is {training.Balance}, it is in 0 .. 1";
        if (training.Patience < 0) yield return $"training.patience is {training.Patience}, it is not negative";
        if (training.ValidationShare is not (> 0 and < 1))
            yield return $"training.validation_share is {training.ValidationShare}, it is between 0 and 1";
    }
}
