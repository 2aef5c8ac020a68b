namespace MultiEmo.Audio.Spectra;

/// <summary>All blocks of one size in a split radix transform.</summary>
/// <param name="turns">Cosines and sines.</param>
/// <param name="block">Values of a block, at least 16.</param>
/// <param name="turned">Which of the blocks are half-turned.</param>
internal sealed class SplitRadixLevel(FourierTurns turns, int block, bool[] turned)
{
    private readonly StraightPass straightPass = new(turns, block);
    private readonly TurnedPass turnedPass = new(turns, block);

    /// <summary>Splits every block.</summary>
    public void Split(float[] re, float[] im)
    {
        for (var i = 0; i < turned.Length; i++)
            if (turned[i])
                turnedPass.Split(re, im, i * block);
            else
                straightPass.Split(re, im, i * block);
    }
}
