using System.Runtime.InteropServices;

namespace MultiEmo.Features.Numerics;

/// <summary>The right factor of a product as it is asked for block by block: arranged before, or arranged when its turn comes.</summary>
internal readonly unsafe struct RightFactor
{
    private const int MostPanels = 4;       // that are multiplied at once

    [ThreadStatic]
    private static float* own;              // blocks of panels beside each other

    private readonly Panels? panels;
    private readonly StoredFactor stored;

    /// <summary>One that is arranged.</summary>
    public RightFactor(Panels panels) => (this.panels, Depth, Count) = (panels, panels.Depth, panels.Count);

    /// <summary>One that is to be.</summary>
    public RightFactor(StoredFactor stored) => (this.stored, Depth, Count) = (stored, stored.Depth, Panels.Holding(stored.Columns));

    /// <summary>Whether it is arranged.</summary>
    public bool Arranged => panels is not null;

    /// <summary>Rows.</summary>
    public int Depth { get; }

    /// <summary>Panels.</summary>
    public int Count { get; }

    /// <summary>Of some panels, a part; what was asked for before on this thread may be written over.</summary>
    /// <param name="panel">The first panel.</param>
    /// <param name="count">How many.</param>
    /// <param name="k">The first row.</param>
    /// <param name="depth">How many rows.</param>
    public Block Block(int panel, int count, int k, int depth)
    {
        if (panels is not null) return new(panels.Panel(panel) + ((long)k * Panels.Width), depth, (long)Depth * Panels.Width);
        if (own == null) own = (float*)NativeMemory.AlignedAlloc((nuint)(MostPanels * Product.Depth * Panels.Width * sizeof(float)), 64);
        var block = new Block(own, depth, (long)depth * Panels.Width);
        for (int i = 0; i < count; i++) stored.Copy(panel + i, k, depth, block[i]);
        return block;
    }
}
