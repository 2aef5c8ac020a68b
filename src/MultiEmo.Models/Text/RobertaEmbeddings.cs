using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Text;

/// <summary>The sum of a token's word vector, its place's vector and the vector of the one token type, normalised.</summary>
public sealed class RobertaEmbeddings : nn.Module<TokenBatch, Tensor>
{
    private readonly Embedding word_embeddings;
    private readonly Embedding position_embeddings;
    private readonly Embedding token_type_embeddings;
    private readonly LayerNorm LayerNorm;
    private readonly RobertaSettings settings;

    /// <summary>Creates the tables.</summary>
    public RobertaEmbeddings(RobertaSettings settings) : base(nameof(RobertaEmbeddings))
    {
        this.settings = settings;
        word_embeddings = RobertaParts.Embedding(settings, settings.Vocabulary, settings.Padding);
        position_embeddings = RobertaParts.Embedding(settings, settings.Positions, settings.Padding);
        token_type_embeddings = RobertaParts.Embedding(settings, settings.Types);
        LayerNorm = RobertaParts.LayerNorm(settings);
        RegisterComponents();
    }

    /// <summary>The states before the first layer.</summary>
    /// <returns>(B, S, D)</returns>
    public override Tensor forward(TokenBatch batch)
    {
        using var scope = NewDisposeScope();
        var places = Places(batch.Mask);                                                         // (B, S)
        var types = token_type_embeddings.weight!.select(0, 0);                                  // (D)
        var sum = word_embeddings.call(batch.Ids) + types + position_embeddings.call(places);    // (B, S, D)
        return nn.functional.dropout(LayerNorm.call(sum), settings.Dropout, training).MoveToOuterDisposeScope();
    }

    /// <summary>The row of each token in the position table: tokens are counted from the row after padding's, and padding has its own.</summary>
    /// <param name="mask">(B, S) bool.</param>
    /// <returns>(B, S) int64</returns>
    public Tensor Places(Tensor mask)
    {
        using var scope = NewDisposeScope();
        var real = mask.to(ScalarType.Int64);                                                    // (B, S)
        return (real.cumsum(1) * real).add(Scalars.Of((long)settings.Padding)).MoveToOuterDisposeScope();
    }
}
