namespace MultiEmo.Training;

/// <summary>Saves a training after an epoch, unless the last saves took more than a tenth of the time: short epochs share a checkpoint.</summary>
/// <param name="clock">Tells the time.</param>
public sealed class CheckpointRhythm(TimeProvider clock)
{
    private const double Share = 0.1;

    private long lastSave = clock.GetTimestamp();
    private TimeSpan cost = TimeSpan.Zero;

    /// <summary>Saves the training if it is time, or if it has ended.</summary>
    /// <param name="state">The training.</param>
    /// <param name="path">The checkpoint's file.</param>
    public void Save(TrainingState state, string path)
    {
        bool due = clock.GetElapsedTime(lastSave) >= cost / Share;
        if (!due && !state.Ended) return;
        long start = clock.GetTimestamp();
        state.Save(path);
        lastSave = clock.GetTimestamp();
        cost = clock.GetElapsedTime(start);
    }
}
