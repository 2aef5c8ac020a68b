using MultiEmo.Features.Numerics;
using MultiEmo.Storage;

namespace MultiEmo.Models.Packed;

/// <summary>LayerNorm(x + MHA(x, partner, partner)) (eqs. 2-10): an attention to one partner modality with its residual connection.</summary>
internal sealed unsafe class PackedAttention : IPackedSublayer
{
    private readonly Tape tape;
    private readonly string name;
    private readonly int heads;
    private readonly double dropout;
    private readonly PackedPartner partner;
    private readonly PackedLinear projection;
    private readonly PackedAddNorm addNorm;
    private readonly TurnAttention attention;
    private Matrix queries;     // (N, D)
    private Matrix keysValues;  // (N, 2D)
    private Matrix output;      // (N, D), of the heads

    /// <summary>Prepares the attention of a layer.</summary>
    /// <param name="tape">The pass.</param>
    /// <param name="layer">The layer's name in the checkpoint.</param>
    /// <param name="number">1 or 2: the first or the second partner.</param>
    /// <param name="architecture">Heads.</param>
    /// <param name="partner">Whom it asks.</param>
    /// <param name="dropout">Rate on the sublayer.</param>
    public PackedAttention(Tape tape, string layer, int number, Architecture architecture, PackedPartner partner, double dropout)
    {
        (this.tape, heads, this.partner, this.dropout) = (tape, architecture.Heads, partner, dropout);
        name = $"{layer}.attn_{number}";
        projection = new PackedLinear(tape, $"{name}.projection_matrix");
        addNorm = new PackedAddNorm(tape, $"{layer}.add_norm_{number}");
        attention = new TurnAttention(tape.Turns, heads, partner.Visible, tape.Threads);
    }

    /// <inheritdoc/>
    public void Forward(Matrix x, Matrix y)
    {
        queries = Joined(x, ["query"]);                             // (N, D)
        keysValues = Joined(partner.Features, ["key", "value"]);    // (N, 2D)
        output = tape.Space.Take(x.Rows, x.Columns);                // (N, D)
        attention.Forward(queries, keysValues, output);
        var sublayer = projection.Forward(output);                  // (N, D)
        ClearUnseeing(sublayer);
        addNorm.Forward(x, sublayer, dropout, y);
    }

    /// <inheritdoc/>
    public void Again(Matrix y) => addNorm.Again(y);

    /// <summary>The way back; adds to the gradient of the partner's features.</summary>
    /// <param name="x">(N, D), what went in.</param>
    /// <param name="dy">(N, D), becomes the gradient of x.</param>
    public void Backward(Matrix x, Matrix dy)
    {
        var mark = tape.Space.Taken;
        var sublayer = addNorm.Backward(dy, apart: partner.Visible is not null);                            // (N, D)
        ClearUnseeing(sublayer);
        projection.Parameters(output, sublayer);
        Matrix dOutput = tape.Space.Take(dy.Rows, dy.Columns), dQueries = tape.Space.Take(dy.Rows, dy.Columns);   // (N, D)
        projection.Input(sublayer, dOutput);
        var dKeysValues = tape.Space.Take(dy.Rows, 2 * dy.Columns);                                         // (N, 2D)
        attention.Backward(queries, keysValues, output, dOutput, dQueries, dKeysValues);
        using (var panels = Panels.Rent().Fill(StoredFactor.Of(x), tape.Threads)) Gradients(panels, dQueries, ["query"]);
        Gradients(partner.Panels(tape.Threads), dKeysValues, ["key", "value"]);
        Dense.Input(dQueries, Weights(["query"]), dy, tape.Threads, add: true);
        Dense.Input(dKeysValues, Weights(["key", "value"]), partner.Gradient, tape.Threads, add: true);
        tape.Space.Rewind(mark);
    }

    // A conversation in which nothing can be looked at gets nothing from the attention, its bias included.
    private void ClearUnseeing(Matrix sublayer)
    {
        if (partner.Visible is null) return;
        for (int conversation = 0; conversation < tape.Turns.Conversations; conversation++)
            if (!tape.Turns.HasKey(partner.Modality, conversation))
                sublayer.RowsFrom(tape.Turns.First[conversation], tape.Turns.Length(conversation)).Clear();
    }

    private Matrix Joined(Matrix x, string[] kinds)
    {
        var y = tape.Space.Take(x.Rows, kinds.Length * x.Columns);
        var bias = tape.Space.Take(1, y.Columns);
        int first = 0;
        foreach (string parameter in Names(kinds))
        {
            var part = tape.Parameters.Value($"{parameter}.bias");
            part.Row(0).CopyTo(bias.Row(0)[first..]);
            first += part.Columns;
        }
        tape.Multiply(x, $"{name}.{kinds[0]}", Weights(kinds), y, new Finish(bias.Data, rectify: false));
        return y;
    }

    private void Gradients(Panels x, Matrix dy, string[] kinds)
    {
        string[] names = [.. Names(kinds)];
        Product.OfTransposed(dy, x, tape.Parameters.Gradients([.. names.Select(parameter => $"{parameter}.weight")]), default, tape.Threads);
        Dense.Bias(dy, tape.Parameters.Gradients([.. names.Select(parameter => $"{parameter}.bias")]).Data, tape.Threads);
    }

    private Matrix[] Weights(string[] kinds) => [.. Names(kinds).Select(parameter => tape.Parameters.Value($"{parameter}.weight"))];

    private IEnumerable<string> Names(string[] kinds) =>
        kinds.SelectMany(kind => Enumerable.Range(0, heads).Select(head => $"{name}.attention_heads.{head}.{kind}_matrix"));
}
