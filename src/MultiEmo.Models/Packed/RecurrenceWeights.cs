using MultiEmo.Features.Numerics;

namespace MultiEmo.Models.Packed;

/// <summary>The weights of a DialogueRNN, arranged for the products of its steps, and their gradients.</summary>
/// <param name="tape">The pass.</param>
/// <param name="cell">The cell's name in the checkpoint.</param>
/// <param name="width">D.</param>
internal sealed unsafe class RecurrenceWeights(Tape tape, string cell, int width) : IDisposable
{
    private readonly PackedParameters parameters = tape.Parameters;
    private readonly List<ArrangedWeight> arranged = [];

    /// <summary>Of the speaker's state before: the global cell's input products, then the party cell's state products. (D, 6D)</summary>
    public Panels OfBefore { get; private set; } = null!;

    /// <summary>Of g_t-1: the global cell's state products. (D, 3D)</summary>
    public Panels OfGlobal { get; private set; } = null!;

    /// <summary>Of g_t-1: W_c of the party cell. (D, 3D)</summary>
    public Panels OfContext { get; private set; } = null!;

    /// <summary>Of e_t-1: the emotion cell's state products. (D, 3D)</summary>
    public Panels OfEmotion { get; private set; } = null!;

    /// <summary>w of the context attention: (1, D).</summary>
    public Matrix Attention => parameters.Value($"{cell}.attention.scalar.weight");

    /// <summary>Bias of a cell's input products: (3D).</summary>
    /// <param name="kind">g, p or e.</param>
    public float* InputBias(char kind) => parameters.Vector($"{cell}.{kind}_cell.bias_ih");

    /// <summary>Bias of a cell's state products: (3D).</summary>
    /// <param name="kind">g, p or e.</param>
    public float* HiddenBias(char kind) => parameters.Vector($"{cell}.{kind}_cell.bias_hh");

    /// <summary>The party cell's input products, then the global cell's, of x.</summary>
    /// <param name="x">(n, D)</param>
    /// <param name="products">(n, 6D), overwritten.</param>
    public void OfX(Matrix x, Matrix products) => tape.Multiply(x, $"{cell}.{nameof(OfX)}", X, products, default, alone: true);

    /// <summary>The gradient of x through these.</summary>
    /// <param name="gradient">(n, 6D)</param>
    /// <param name="dx">(n, D), overwritten.</param>
    public void BackToX(Matrix gradient, Matrix dx) => Product.Of(gradient, StoredFactor.Of(X), dx);

    /// <summary>The emotion cell's input products, of the speaker's state after.</summary>
    /// <param name="state">(n, D)</param>
    /// <param name="products">(n, 3D), overwritten.</param>
    public void OfParty(Matrix state, Matrix products) => tape.Multiply(state, $"{cell}.{nameof(OfParty)}", Party, products, default, alone: true);

    /// <summary>The gradient of the speaker's state after through these.</summary>
    /// <param name="gradient">(n, 3D)</param>
    /// <param name="state">(n, D), overwritten.</param>
    public void BackToParty(Matrix gradient, Matrix state) => Product.Of(gradient, StoredFactor.Of(Party), state);

    /// <summary>Arranges the weights of the steps for the way there.</summary>
    public void ArrangeForward() => Arrange(tape.Transposed);

    /// <summary>Arranges the weights of the steps for the way back.</summary>
    public void ArrangeBackward() => Arrange((_, parts) => new(Panels.Rent().Fill(StoredFactor.Of(parts), tape.Threads), kept: false));

    /// <summary>Writes the gradients of all weights.</summary>
    /// <param name="states">What the way back computed.</param>
    /// <param name="threads">At most so many threads.</param>
    public void Gradients(RecurrenceStates states, int threads)
    {
        void Of(Matrix x, params Target[] targets)
        {
            using var panels = Panels.Rent().Fill(StoredFactor.Of(x), threads);
            foreach (var target in targets) Product.OfTransposed(target.Gradient, panels, target.Weight, default, threads);
        }

        void Bias(string name, Matrix gradient) => Dense.Bias(gradient, parameters.Gradient($"{cell}.{name}").Data, threads);

        Matrix global = parameters.Gradient($"{cell}.g_cell.weight_ih"), party = parameters.Gradient($"{cell}.p_cell.weight_ih");
        Of(states.X, new(states.DPartyInput, First(party)), new(states.DGlobalInput, First(global)));
        Of(states.Before, new(states.DGlobalInput, Last(global)), new(states.DPartyHidden, parameters.Gradient($"{cell}.p_cell.weight_hh")));
        Of(states.GBefore, new Target(states.DGlobalHidden, parameters.Gradient($"{cell}.g_cell.weight_hh")));
        Of(states.G, new Target(states.DShared, Last(party)));
        Of(states.Q, new Target(states.DEmotionInput, parameters.Gradient($"{cell}.e_cell.weight_ih")));
        Of(states.EBefore, new Target(states.DEmotionHidden, parameters.Gradient($"{cell}.e_cell.weight_hh")));
        using (var panels = Panels.Rent().Fill(StoredFactor.Of(states.G), threads))
            Product.Of(states.DScore, panels, parameters.Gradient($"{cell}.attention.scalar.weight"));
        Bias("g_cell.bias_ih", states.DGlobalInput);
        Bias("g_cell.bias_hh", states.DGlobalHidden);
        Bias("p_cell.bias_ih", states.DPartyInput);
        Bias("p_cell.bias_hh", states.DPartyHidden);
        Bias("e_cell.bias_ih", states.DEmotionInput);
        Bias("e_cell.bias_hh", states.DEmotionHidden);
    }

    /// <summary>Gives the arranged weights back.</summary>
    public void Dispose()
    {
        foreach (var weight in arranged) weight.Dispose();
        arranged.Clear();
    }

    private Matrix[] X => [First(Weight("p_cell.weight_ih")), First(Weight("g_cell.weight_ih"))];

    private Matrix[] Party => [Weight("e_cell.weight_ih")];

    private void Arrange(Func<string, Matrix[], ArrangedWeight> arrange)
    {
        Dispose();
        Panels Of(string what, params Matrix[] parts)
        {
            arranged.Add(arrange($"{cell}.{what}", parts));
            return arranged[^1].Panels;
        }

        OfBefore = Of(nameof(OfBefore), Last(Weight("g_cell.weight_ih")), Weight("p_cell.weight_hh"));
        OfGlobal = Of(nameof(OfGlobal), Weight("g_cell.weight_hh"));
        OfContext = Of(nameof(OfContext), Last(Weight("p_cell.weight_ih")));
        OfEmotion = Of(nameof(OfEmotion), Weight("e_cell.weight_hh"));
    }

    private Matrix Weight(string name) => parameters.Value($"{cell}.{name}");

    private Matrix First(Matrix weight) => weight.ColumnsFrom(0, width);

    private Matrix Last(Matrix weight) => weight.ColumnsFrom(weight.Columns - width, width);

    private readonly struct Target(Matrix gradient, Matrix weight)
    {
        public Matrix Gradient => gradient;

        public Matrix Weight => weight;
    }
}
