using MultiEmo.Audio.Levels;

namespace MultiEmo.Audio;

/// <summary>Low-level descriptors over time: a value per frame and descriptor.</summary>
public sealed class Contours
{
    private readonly IReadOnlyList<ContourColumn> columns;

    internal Contours(IReadOnlyList<ContourColumn> columns, double framePeriod)
    {
        this.columns = columns;
        FramePeriod = framePeriod;
        Names = [.. columns.Select(column => column.Name)];
        Frames = (int)columns.Min(column => column.Level.Frames);
    }

    /// <summary>Names of the descriptors, as openSMILE spells them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Number of frames.</summary>
    public int Frames { get; }

    /// <summary>Seconds from one frame to the next: 0.010 rounded to whole samples.</summary>
    public double FramePeriod { get; }

    /// <summary>The value of a descriptor in a frame; its unit is that of the descriptor.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such frame or descriptor.</exception>
    public float this[int frame, int descriptor]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(frame);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frame, Frames);
            return columns[descriptor].Level.Value(frame, columns[descriptor].Column);
        }
    }

    /// <summary>Where a frame begins, in seconds from the first sample.</summary>
    public double Time(int frame) => frame * FramePeriod;

    /// <summary>One descriptor over all frames.</summary>
    /// <exception cref="ArgumentException">The set has no descriptor of that name.</exception>
    public float[] Column(string name)
    {
        for (var descriptor = 0; descriptor < Names.Count; descriptor++)
            if (Names[descriptor] == name)
                return Column(descriptor);
        throw new ArgumentException($"'{name}' is no contour of this set; Names lists them", nameof(name));
    }

    /// <summary>One descriptor over all frames.</summary>
    /// <param name="descriptor">Its place in <see cref="Names"/>.</param>
    public float[] Column(int descriptor)
    {
        var values = new float[Frames];
        columns[descriptor].Level.CopyColumn(columns[descriptor].Column, values);
        return values;
    }

    /// <summary>All values, frame after frame: Frames x Names.Count.</summary>
    public float[] ToArray()
    {
        var values = new float[Frames * Names.Count];
        for (var descriptor = 0; descriptor < Names.Count; descriptor++)
        {
            var column = Column(descriptor);
            for (var frame = 0; frame < Frames; frame++)
                values[(frame * Names.Count) + descriptor] = column[frame];
        }
        return values;
    }
}
