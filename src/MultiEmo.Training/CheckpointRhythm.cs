namespace MultiEmo.Training;

/// <summary>Saves a training after a step of it, unless the last saves took more than a tenth of the time: short steps share a checkpoint.</summary>
/// <param name="clock">Tells the time.</param>
public sealed class CheckpointRhythm(TimeProvider clock)
{
    private const double Share = 0.1;

    private long lastSave = clock.GetTimestamp();
    private TimeSpan cost = TimeSpan.Zero;

    /// <summary>Saves the training if it is time, or if it has ended.</summary>
    /// <param name="ended">Whether it has ended.</param>
    /// <param name="save">Writes the checkpoint.</param>
    public void Save(bool ended, Action save)
    {
        bool due = clock.GetElapsedTime(lastSave) >= cost / Share;
        if (!due && !ended) return;
        long start = clock.GetTimestamp();
        save();
        lastSave = clock.GetTimestamp();
        cost = clock.GetElapsedTime(start);
    }
}
