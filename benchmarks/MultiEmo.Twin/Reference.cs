namespace MultiEmo.Twin;

/// <summary>
/// What the authors' PyTorch program took for a second training step (torch 1.13, OpenBLAS 0.3.21 with OpenMP and SkylakeX kernels, two shared cores
/// of an Intel Xeon), measured through its unchanged training class on invented data of these shapes. Its SWFC on IEMOCAP was timed at N = 1500 and
/// goes with N^2, as the loop does not fit into 24 GB at full size.
/// </summary>
/// <param name="Turns">N of the step.</param>
/// <param name="Parts">Its parts.</param>
/// <param name="Rate">Operations a second of that machine's matrix products.</param>
internal sealed record Reference(int Turns, Parts Parts, double Rate)
{
    private const double OneThread = 128e9, TwoThreads = 220e9;      // measured: 100 to 155, and 217 to 228

    /// <summary>The step of a corpus' shape on some threads.</summary>
    public static Reference Of(string workload, int threads) => (workload, threads) switch
    {
        ("meld", 1) => new(972, new(1.771, 2.934, 0.249, 0.726, 0.953, 0.076), OneThread),
        ("meld", 2) => new(972, new(0.979, 1.843, 0.162, 0.440, 0.597, 0.045), TwoThreads),
        ("iemocap", 1) => Iemocap(new(7.691, 13.646, 3.276, 1.324, 2.301, 0.216), OneThread),
        ("iemocap", 2) => Iemocap(new(5.517, 9.963, 1.652, 0.857, 1.371, 0.158), TwoThreads),
        _ => throw new ArgumentException("the reference was timed on 1 and on 2 threads, with data like MELD's and IEMOCAP's"),
    };

    // 50 conversations; SWFC from N = 1500.
    private static Reference Iemocap(Parts parts, double rate)
    {
        const int Turns = 2485;
        const double Ratio = Turns / 1500.0;
        return new(Turns, parts with { SwfcForward = parts.SwfcForward * Ratio * Ratio, SwfcBackward = parts.SwfcBackward * Ratio * Ratio }, rate);
    }
}
