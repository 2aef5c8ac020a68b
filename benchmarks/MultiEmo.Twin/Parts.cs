namespace MultiEmo.Twin;

/// <summary>Seconds of a training step, as the reference's times are made up.</summary>
/// <param name="Forward">The model's scores.</param>
/// <param name="Backward">The model's gradients.</param>
/// <param name="SoftHgr">Soft-HGR, value and gradient.</param>
/// <param name="SwfcForward">SWFC's value.</param>
/// <param name="SwfcBackward">SWFC's gradient.</param>
/// <param name="Adam">The optimizer.</param>
internal sealed record Parts(double Forward, double Backward, double SoftHgr, double SwfcForward, double SwfcBackward, double Adam)
{
    /// <summary>The step.</summary>
    public double Sum => Forward + Backward + SoftHgr + SwfcForward + SwfcBackward + Adam;

    /// <summary>The parts of a batch of other size: the model goes with the turns, SWFC with their square, Soft-HGR with their cube.</summary>
    /// <param name="ratio">Turns wanted, over those there were.</param>
    public Parts Scaled(double ratio)
    {
        double square = ratio * ratio;
        return new(Forward * ratio, Backward * ratio, SoftHgr * square * ratio, SwfcForward * square, SwfcBackward * square, Adam);
    }

    /// <summary>All parts times a factor.</summary>
    public Parts Times(double factor) => new(
        Forward * factor, Backward * factor, SoftHgr * factor, SwfcForward * factor, SwfcBackward * factor, Adam * factor);

    /// <summary>The median of each part.</summary>
    public static Parts Median(IReadOnlyCollection<Parts> all)
    {
        double Of(Func<Parts, double> part) => Cli.Benchmarking.BenchSettings.MedianOf([.. all.Select(part)]);
        return new(Of(p => p.Forward), Of(p => p.Backward), Of(p => p.SoftHgr), Of(p => p.SwfcForward), Of(p => p.SwfcBackward), Of(p => p.Adam));
    }
}
