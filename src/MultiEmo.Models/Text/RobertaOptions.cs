using System.Globalization;
using MultiEmo.Conversations;
using MultiEmo.Features;
using MultiEmo.Features.Text;

namespace MultiEmo.Models.Text;

/// <summary>How a RoBERTa makes vectors of turns.</summary>
public sealed record RobertaOptions
{
    /// <summary>The setting with the SHA-256 of the weights.</summary>
    public const string Hash = NetworkKeys.TextHash;

    /// <summary>The setting with the folder that the weights were in.</summary>
    public const string Place = NetworkKeys.Place;

    /// <summary>The setting with the name of the weights: that of the catalogue, or of their folder.</summary>
    public const string Called = "name";

    private const string Past = "past", Future = "future", Speakers = "speakers", Budget = "budget", LayerKey = "layer";

    /// <summary>What stands around a turn; null: what the network was trained with where its folder says so, else EmoBERTa's context.</summary>
    public ContextOptions? Context { get; init; }

    /// <summary>The layer whose vector of <c>&lt;s&gt;</c> is taken, 0 the embeddings; null: the last.</summary>
    public int? Layer { get; init; }

    /// <summary>Tokens, padding counted, that run at a time; other batches may change the last digits of the vectors.</summary>
    public int Tokens { get; init; } = 4096;

    /// <summary>The options that features were made with.</summary>
    /// <param name="settings">What <see cref="RobertaExtractor.Describe"/> gave.</param>
    /// <exception cref="BadInputException">A setting is missing or no such value.</exception>
    public static RobertaOptions Of(IReadOnlyDictionary<string, string> settings) => new()
    {
        Context = new ContextOptions
        {
            Past = Number(settings, Past),
            Future = Number(settings, Future),
            Speakers = Enum.TryParse<SpeakerNames>(settings.GetValueOrDefault(Speakers), true, out var speakers) ? speakers : throw Fault(Speakers),
            Budget = Number(settings, Budget),
        },
        Layer = Number(settings, LayerKey),
    };

    /// <summary>Context and layer as settings.</summary>
    /// <param name="context">The context in use.</param>
    /// <param name="layer">The layer in use.</param>
    internal static Dictionary<string, string> Settings(ContextOptions context, int layer) => new()
    {
        [Past] = Text(context.Past),
        [Future] = Text(context.Future),
        [Speakers] = context.Speakers.ToString().ToLowerInvariant(),
        [Budget] = Text(context.Budget),
        [LayerKey] = Text(layer),
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(IReadOnlyDictionary<string, string> settings, string key) =>
        int.TryParse(settings.GetValueOrDefault(key), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : throw Fault(key);

    private static BadInputException Fault(string key) =>
        new($"the settings of the text features have no usable '{key}'", "extract the text features again and train again");
}
