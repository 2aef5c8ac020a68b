namespace MultiEmo.Training.Text;

/// <summary>
/// The learning rate of each step: it rises linearly to its height in a share of the steps and falls linearly towards zero in the others. The first
/// step and the last have some rate too, so that no step is for nothing.
/// </summary>
/// <param name="height">The highest rate.</param>
/// <param name="steps">Steps of the whole training.</param>
/// <param name="share">Share of them in which it rises.</param>
public sealed class WarmUpSchedule(double height, int steps, double share)
{
    private readonly int rising = (int)Math.Round(share * steps);

    /// <summary>The rate of a step, from 0.</summary>
    public double Rate(int step) => height * (step < rising ? (step + 1.0) / rising : (double)(steps - step) / (steps - rising));
}
