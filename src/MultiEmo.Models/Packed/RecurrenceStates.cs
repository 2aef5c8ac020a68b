using MultiEmo.Features.Numerics;

namespace MultiEmo.Models.Packed;

/// <summary>What a recurrence computes and keeps, a row for each turn in the order of its steps; D is the width.</summary>
internal sealed unsafe class RecurrenceStates
{
    private readonly Tape tape;

    /// <summary>Takes the memory of the way there.</summary>
    public RecurrenceStates(Tape tape, int width, double dropout)
    {
        this.tape = tape;
        Width = width;
        Matrix Take(int columns) => tape.Space.Take(tape.Turns.Count, columns);
        (X, G, Q, E) = (Take(width), Take(width), Take(width), Take(width));
        (Before, Shared, Context) = (Take(width), Take(3 * width), Take(3 * width));
        (GlobalGates, PartyGates, EmotionGates) = (Take(4 * width), Take(4 * width), Take(4 * width));
        Score = tape.Space.Take(Count);
        Highest = tape.Space.Take(Count);
        Sum = tape.Space.Take(Count);
        (GlobalDrop, PartyDrop, EmotionDrop) = (tape.Drop(dropout, width), tape.Drop(dropout, width), tape.Drop(dropout, width));
    }

    /// <summary>N.</summary>
    public int Count => tape.Turns.Count;

    /// <summary>D.</summary>
    public int Width { get; }

    /// <summary>(N, D), x_t.</summary>
    public Matrix X { get; }

    /// <summary>(N, D), g_t.</summary>
    public Matrix G { get; }

    /// <summary>(N, D), the speaker's state after the turn.</summary>
    public Matrix Q { get; }

    /// <summary>(N, D), e_t.</summary>
    public Matrix E { get; }

    /// <summary>(N, D), the speaker's state before the turn.</summary>
    public Matrix Before { get; }

    /// <summary>(N, 3D), W_c g_t; not written at a conversation's last turn.</summary>
    public Matrix Shared { get; }

    /// <summary>(N, 3D), W_c c_t; not written at a conversation's first turn.</summary>
    public Matrix Context { get; }

    /// <summary>(N, 4D), as a step of the global cell keeps them.</summary>
    public Matrix GlobalGates { get; }

    /// <summary>(N, 4D), as a step of the party cell keeps them.</summary>
    public Matrix PartyGates { get; }

    /// <summary>(N, 4D), as a step of the emotion cell keeps them.</summary>
    public Matrix EmotionGates { get; }

    /// <summary>(N), w . g_t; not written at a conversation's last turn.</summary>
    public float* Score { get; }

    /// <summary>(N), the highest score of the turns before; not written at a conversation's first turn.</summary>
    public float* Highest { get; }

    /// <summary>(N), the sum of exp(score - highest) of the turns before; not written at a conversation's first turn.</summary>
    public float* Sum { get; }

    /// <summary>(N, D), factors of g_t; none: nothing is dropped.</summary>
    public Matrix GlobalDrop { get; }

    /// <summary>(N, D), factors of the speaker's state; none: nothing is dropped.</summary>
    public Matrix PartyDrop { get; }

    /// <summary>(N, D), factors of e_t; none: nothing is dropped.</summary>
    public Matrix EmotionDrop { get; }

    /// <summary>(N, 9D), gradients: of the party cell's input products, the global cell's, and the party cell's state products.</summary>
    public Matrix DProducts { get; private set; }

    /// <summary>(N, 3D), gradient of the party cell's input products.</summary>
    public Matrix DPartyInput => DProducts.ColumnsFrom(0, 3 * Width);

    /// <summary>(N, 3D), gradient of the global cell's input products.</summary>
    public Matrix DGlobalInput => DProducts.ColumnsFrom(3 * Width, 3 * Width);

    /// <summary>(N, 3D), gradient of the party cell's state products.</summary>
    public Matrix DPartyHidden => DProducts.ColumnsFrom(6 * Width, 3 * Width);

    /// <summary>(N, 3D), gradient of the global cell's state products.</summary>
    public Matrix DGlobalHidden { get; private set; }

    /// <summary>(N, 3D), gradient of W_c g_t.</summary>
    public Matrix DShared { get; private set; }

    /// <summary>(1, N), gradient of w . g_t.</summary>
    public Matrix DScore { get; private set; }

    /// <summary>(N, 3D), gradient of the emotion cell's input products.</summary>
    public Matrix DEmotionInput { get; private set; }

    /// <summary>(N, 3D), gradient of the emotion cell's state products.</summary>
    public Matrix DEmotionHidden { get; private set; }

    /// <summary>(N, D), gradient of e_t.</summary>
    public Matrix DE { get; private set; }

    /// <summary>(N, D), gradient of the speaker's state after the turn.</summary>
    public Matrix DQ { get; private set; }

    /// <summary>(N, D), gradient of x_t.</summary>
    public Matrix DX { get; private set; }

    /// <summary>(N, D), g_t-1; zeros at a conversation's first turn.</summary>
    public Matrix GBefore { get; private set; }

    /// <summary>(N, D), e_t-1; zeros at a conversation's first turn.</summary>
    public Matrix EBefore { get; private set; }

    /// <summary>Takes the memory of the way back.</summary>
    /// <param name="space">From where.</param>
    public void TakeGradients(Workspace space)
    {
        Matrix Take(int columns) => space.Take(Count, columns);
        (DProducts, DGlobalHidden, DShared) = (Take(9 * Width), Take(3 * Width), Take(3 * Width));
        (DEmotionInput, DEmotionHidden, DScore) = (Take(3 * Width), Take(3 * Width), space.Take(1, Count));
        (DE, DQ, DX, GBefore, EBefore) = (Take(Width), Take(Width), Take(Width), Take(Width), Take(Width));
    }
}
