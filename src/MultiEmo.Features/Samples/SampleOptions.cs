namespace MultiEmo.Features.Samples;

/// <summary>
/// How the sample corpus is drawn: how large it is, how moods move, and how much of them shows. The defaults leave one turn alone ambiguous, so that
/// the turns around it, and all three modalities, are needed.
/// </summary>
public sealed record SampleOptions
{
    /// <summary>Conversations of the training split.</summary>
    public int Training { get; init; } = 120;

    /// <summary>Conversations of the validation split.</summary>
    public int Validation { get; init; } = 40;

    /// <summary>Conversations of the test split.</summary>
    public int Test { get; init; } = 60;

    /// <summary>The fewest turns of a conversation.</summary>
    public int FewestTurns { get; init; } = 12;

    /// <summary>The most turns of a conversation.</summary>
    public int MostTurns { get; init; } = 18;

    /// <summary>The probability that a speaker's mood stays from one of its turns to the next.</summary>
    public double Stay { get; init; } = 0.72;

    /// <summary>The probability that it becomes the last other speaker's; else it is drawn by the classes' frequencies.</summary>
    public double Spread { get; init; } = 0.25;

    /// <summary>The probability that a turn shows nothing of its mood, neither in words nor in voice nor in face.</summary>
    public double HeldBack { get; init; } = 0.35;

    /// <summary>The probability that the words of a turn that shows something tell of it; else they would suit any mood.</summary>
    public double Worded { get; init; } = 0.58;

    /// <summary>The probability that words that tell of a mood tell of another one (irony, quotation, habit).</summary>
    public double Misworded { get; init; } = 0.15;

    /// <summary>The probability that words tell apart the moods whose words are alike.</summary>
    public double OwnWords { get; init; } = 0.15;

    /// <summary>The part of a mood's distance from neutral that voices have; 1 is an actor's.</summary>
    public double VoiceStrength { get; init; } = 0.7;

    /// <summary>How far utterances of one mood differ in voice, 1 being usual.</summary>
    public double VoiceNoise { get; init; } = 1;

    /// <summary>The distance of a mood's face from a neutral one, in deviations of the noise.</summary>
    public double FaceStrength { get; init; } = 1.9;

    /// <summary>How far two moods that look alike are apart, as a part of the strength.</summary>
    public double OwnStrength { get; init; } = 0.2;

    /// <summary>The deviation of speakers' own faces, value by value.</summary>
    public double SpeakerSpread { get; init; } = 0.3;

    /// <summary>Values of a face.</summary>
    public int FaceWidth { get; init; } = 48;

    /// <summary>The part of turns that were not recorded.</summary>
    public double NoVoice { get; init; } = 0.02;

    /// <summary>The part of turns without a face.</summary>
    public double NoFace { get; init; } = 0.05;
}
