using System.Text.Json.Serialization;
using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Models.Text;

/// <summary>The shape of a RoBERTa: its config.json. What is left out there has the defaults of Hugging Face's RobertaConfig.</summary>
public sealed record RobertaSettings
{
    /// <summary>Words of the vocabulary, V.</summary>
    [JsonPropertyName("vocab_size")]
    public required int Vocabulary { get; init; }

    /// <summary>Width D of the hidden states.</summary>
    [JsonPropertyName("hidden_size")]
    public required int Width { get; init; }

    /// <summary>Layers L.</summary>
    [JsonPropertyName("num_hidden_layers")]
    public required int Layers { get; init; }

    /// <summary>Attention heads H; divides <see cref="Width"/>.</summary>
    [JsonPropertyName("num_attention_heads")]
    public required int Heads { get; init; }

    /// <summary>Feed-forward width F.</summary>
    [JsonPropertyName("intermediate_size")]
    public required int Hidden { get; init; }

    /// <summary>Rows of the position table; those up to <see cref="Padding"/> stand for no place.</summary>
    [JsonPropertyName("max_position_embeddings")]
    public required int Positions { get; init; }

    /// <summary>Rows of the table of token types, of which the first is used.</summary>
    [JsonPropertyName("type_vocab_size")]
    public int Types { get; init; } = 2;

    /// <summary>Added to the variance in every LayerNorm.</summary>
    [JsonPropertyName("layer_norm_eps")]
    public double Epsilon { get; init; } = 1e-12;

    /// <summary>The feed-forward's activation; gelu, by the error function, is the one there is.</summary>
    [JsonPropertyName("hidden_act")]
    public string Activation { get; init; } = "gelu";

    /// <summary>Dropout rate on embeddings and sublayers while training.</summary>
    [JsonPropertyName("hidden_dropout_prob")]
    public double Dropout { get; init; } = 0.1;

    /// <summary>Dropout rate on attention while training.</summary>
    [JsonPropertyName("attention_probs_dropout_prob")]
    public double AttentionDropout { get; init; } = 0.1;

    /// <summary>Dropout rate of the classification head while training; null: <see cref="Dropout"/>.</summary>
    [JsonPropertyName("classifier_dropout")]
    public double? ClassifierDropout { get; init; }

    /// <summary>Standard deviation of freshly drawn weights.</summary>
    [JsonPropertyName("initializer_range")]
    public double InitialDeviation { get; init; } = 0.02;

    /// <summary>Id of the padding token; positions are counted from the row after it.</summary>
    [JsonPropertyName("pad_token_id")]
    public int Padding { get; init; } = 1;

    /// <summary>The kind of network; roberta.</summary>
    [JsonPropertyName("model_type")]
    public string Kind { get; init; } = "roberta";

    /// <summary>How places become vectors; absolute is the one there is.</summary>
    [JsonPropertyName("position_embedding_type")]
    public string PositionKind { get; init; } = "absolute";

    /// <summary>Number of a class, as text, to its label; null where there is no head.</summary>
    [JsonPropertyName("id2label")]
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>The most tokens of an input, special ones included.</summary>
    [JsonIgnore]
    public int LongestInput => Positions - Padding - 1;

    /// <summary>Reads config.json.</summary>
    /// <exception cref="BadInputException">It is missing, broken, or of a network that is none of these.</exception>
    public static RobertaSettings Read(string path)
    {
        var settings = Json.Read<RobertaSettings>(path);
        string[] faults = [.. settings.Faults()];
        if (faults.Length == 0) return settings;
        throw new BadInputException(string.Join("; ", faults), "use the config.json of a RoBERTa", path);
    }

    private IEnumerable<string> Faults()
    {
        if (Kind != "roberta") yield return $"model_type is {Spelling.Quoted(Kind)}, not roberta";
        if (Activation != "gelu") yield return $"hidden_act is {Spelling.Quoted(Activation)}, and only gelu is known";
        if (PositionKind != "absolute") yield return $"position_embedding_type is {Spelling.Quoted(PositionKind)}, and only absolute is known";
        int[] sizes = [Vocabulary, Width, Layers, Heads, Hidden, Types];
        if (sizes.Any(size => size is < 1 or > 1 << 20)) yield return "a size is not between 1 and 1048576";
        if (Heads > 0 && Width % Heads != 0) yield return $"{Heads} heads do not divide the width {Width}";
        if (Padding < 0 || Padding >= Vocabulary) yield return $"pad_token_id is {Padding}, which is no word of the vocabulary";
        if (LongestInput is < 3 or > 1 << 20) yield return $"max_position_embeddings is {Positions}, which leaves no room for an input";
        double[] rates = [Dropout, AttentionDropout, ClassifierDropout ?? 0];
        if (rates.Any(rate => rate is not (>= 0 and < 1))) yield return "a dropout rate is not between 0 and 1";
        if (Epsilon is not (>= 0 and < 1)) yield return $"layer_norm_eps is {Epsilon}";
    }
}
