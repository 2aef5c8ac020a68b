namespace MultiEmo.Audio.Prosody;

/// <summary>How pitch is looked for; the names are those of Boersma 1993 and of Praat's manual.</summary>
internal sealed record PitchSettings
{
    /// <summary>For the mean, deviation and range of pitch: Praat's standard settings with a floor of 75 Hz and a ceiling of 600 Hz.</summary>
    public static PitchSettings Speech { get; } = new() { Floor = 75, Ceiling = 600, Step = 0.75 / 75 };

    /// <summary>For whether a syllable has a voice: de Jong and Wempe's.</summary>
    public static PitchSettings Syllables { get; } =
        new() { Floor = 30, Ceiling = 450, Step = 0.02, VoicingThreshold = 0.25, VoicedUnvoicedCost = 0.25 };

    /// <summary>The lowest pitch in Hz.</summary>
    public required double Floor { get; init; }

    /// <summary>Pitches in Hz are below it.</summary>
    public required double Ceiling { get; init; }

    /// <summary>Seconds from one frame to the next.</summary>
    public required double Step { get; init; }

    /// <summary>A frame quieter than this, relative to the peak of the sound, is likely to be unvoiced.</summary>
    public double SilenceThreshold { get; init; } = 0.03;

    /// <summary>Strength of the candidate "unvoiced".</summary>
    public double VoicingThreshold { get; init; } = 0.45;

    /// <summary>How much an octave higher is favoured.</summary>
    public double OctaveCost { get; init; } = 0.01;

    /// <summary>Cost of an octave from one frame to the next, for frames 10 ms apart.</summary>
    public double OctaveJumpCost { get; init; } = 0.35;

    /// <summary>Cost of a voice that begins or ends, for frames 10 ms apart.</summary>
    public double VoicedUnvoicedCost { get; init; } = 0.14;

    /// <summary>Whether the top of every peak is looked for with up to 700 samples on either side, not only that of a very high pitch.</summary>
    public bool Deep { get; init; }

    /// <summary>Candidates of a frame, "unvoiced" among them: 15, or as many as the range has multiples of the floor.</summary>
    public int Candidates => Math.Max(15, (int)Math.Floor(Ceiling / Floor));
}
