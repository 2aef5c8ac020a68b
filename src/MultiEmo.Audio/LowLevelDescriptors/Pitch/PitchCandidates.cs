namespace MultiEmo.Audio.LowLevelDescriptors.Pitch;

/// <summary>Pitches a frame may have, the best first; places that are not taken hold zeros.</summary>
internal sealed class PitchCandidates
{
    /// <summary>Places for candidates.</summary>
    public const int Count = 6;

    /// <summary>Fundamental frequencies in Hz.</summary>
    public float[] Frequency { get; } = new float[Count];

    /// <summary>Likeness of a voiced sound, 0 to 1.</summary>
    public float[] Voicing { get; } = new float[Count];

    /// <summary>Heights of the summed spectrum's peaks.</summary>
    public float[] Score { get; } = new float[Count];

    /// <summary>Forgets all candidates.</summary>
    public void Clear()
    {
        Frequency.AsSpan().Clear();
        Voicing.AsSpan().Clear();
        Score.AsSpan().Clear();
    }

    /// <summary>Copies all candidates into another frame's.</summary>
    public void CopyTo(PitchCandidates other)
    {
        Frequency.CopyTo(other.Frequency, 0);
        Voicing.CopyTo(other.Voicing, 0);
        Score.CopyTo(other.Score, 0);
    }

    /// <summary>Puts a peak in the order of the scores; the last one drops out.</summary>
    /// <param name="position">Index of the peak on the octave axis.</param>
    /// <param name="score">Its height.</param>
    public void Insert(int position, float score)
    {
        for (var place = 0; place < Count; place++)
        {
            if (Score[place] != 0 && Score[place] >= score)
                continue;
            for (var behind = Count - 1; behind > place; behind--)
                (Score[behind], Frequency[behind]) = (Score[behind - 1], Frequency[behind - 1]);
            (Score[place], Frequency[place]) = (score, position);
            return;
        }
    }

    /// <summary>Drops candidates outside a range of frequencies; those behind move up.</summary>
    public void KeepWithin(double lowest, double highest, int candidates)
    {
        for (var place = 0; place < Count && candidates > 0; place++)
        {
            var frequency = Frequency[place];
            if (!(frequency > highest || frequency < lowest))
                continue;
            Remove(place);
            if (frequency <= 0)
                continue;
            candidates--;
            place--;
        }
    }

    /// <summary>Exchanges the first candidate with the one of highest score.</summary>
    public void PutBestFirst()
    {
        var best = 0;
        for (var place = 1; place < Count; place++)
            if (Score[place] > Score[best])
                best = place;
        (Frequency[0], Frequency[best]) = (Frequency[best], Frequency[0]);
        (Voicing[0], Voicing[best]) = (Voicing[best], Voicing[0]);
        (Score[0], Score[best]) = (Score[best], Score[0]);
    }

    private void Remove(int place)
    {
        for (var next = place + 1; next < Count; next++)
            (Frequency[next - 1], Voicing[next - 1], Score[next - 1]) = (Frequency[next], Voicing[next], Score[next]);
        (Frequency[^1], Voicing[^1], Score[^1]) = (0, 0, 0);
    }
}
