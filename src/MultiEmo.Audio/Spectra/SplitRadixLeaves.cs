namespace MultiEmo.Audio.Spectra;

/// <summary>The blocks of 2, 4 or 8 values that the levels of a split radix transform leave.</summary>
/// <param name="turns">Cosines and sines.</param>
/// <param name="block">Values of a block.</param>
/// <param name="turned">Which of the blocks are half-turned.</param>
internal sealed class SplitRadixLeaves(FourierTurns turns, int block, bool[] turned)
{
    private readonly float diagonal = turns.Diagonal;
    private readonly ComplexPoint sixteenth = turns.Turn(turns.EighthSteps / 2);

    /// <summary>Transforms every block.</summary>
    public void Transform(float[] re, float[] im)
    {
        if (block == 8)
            Eights(re, im);
        else if (block == 4)
            Fours(re, im);
        else
            StraightLeaf.Two(new ComplexBlock(re, im, 0));
    }

    private void Eights(float[] re, float[] im)
    {
        for (var i = 0; i < turned.Length; i++)
            if (turned[i])
                TurnedLeaf.Eight(new ComplexBlock(re, im, 8 * i), diagonal, sixteenth);
            else
                StraightLeaf.Eight(new ComplexBlock(re, im, 8 * i), diagonal);
    }

    private void Fours(float[] re, float[] im)
    {
        for (var i = 0; i < turned.Length; i++)
            if (turned[i])
                TurnedLeaf.Four(new ComplexBlock(re, im, 4 * i), diagonal);
            else
                StraightLeaf.Four(new ComplexBlock(re, im, 4 * i));
    }
}
