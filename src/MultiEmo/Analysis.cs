using MultiEmo.Features.Extraction;
using MultiEmo.Features.Recordings;
using MultiEmo.Models.Faces;
using MultiEmo.Models.Faces.Speaking;

namespace MultiEmo;

/// <summary>What came of a recording.</summary>
/// <param name="Turns">A row per utterance, in order.</param>
/// <param name="Remarks">What a reader of the rows should know, a sentence each.</param>
/// <param name="Recording">The recording; null where there was a transcript alone.</param>
public sealed record Analysis(IReadOnlyList<AnalyzedTurn> Turns, IReadOnlyList<string> Remarks, Recording? Recording);

/// <summary>An utterance of a recording with its emotion.</summary>
/// <param name="Turn">Its number, from 0.</param>
/// <param name="Start">Seconds from the recording's start; null where nobody says.</param>
/// <param name="End">Seconds from the recording's start; null where nobody says.</param>
/// <param name="Speaker">Who speaks, as the transcript has it.</param>
/// <param name="Text">The words; empty where there is no transcript.</param>
/// <param name="Emotion">The most probable label.</param>
/// <param name="Probabilities">The calibrated probability of each label; they sum to 1.</param>
/// <param name="Present">The modalities that the prediction was made from.</param>
/// <param name="Absent">The others that the model knows, and why each was not there, a clause.</param>
public sealed record AnalyzedTurn(
    int Turn, double? Start, double? End, string Speaker, string Text, string Emotion, IReadOnlyDictionary<string, float> Probabilities,
    IReadOnlyList<string> Present, IReadOnlyDictionary<string, string> Absent)
{
    /// <summary>What else is to be told of its features: how much of the sound was used, say; a clause each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Some of the faces that it was made of: the largest three of the frame that shows most. None where the model looks at none.</summary>
    public IReadOnlyList<SeenFace> Faces { get; init; } = [];
}

/// <summary>How a recording is analysed.</summary>
public sealed record AnalysisOptions
{
    /// <summary>Where finished utterances are kept while it goes on, and found after an interruption; null: nowhere that stays.</summary>
    public string? Parts { get; init; }

    /// <summary>ffmpeg, or the folder of it and ffprobe; null: where the PATH says.</summary>
    public string? Ffmpeg { get; init; }

    /// <summary>
    /// Whether each row is what the model says when it knows no later turn: that of a run on the recording cut at that turn. Costs as many runs as
    /// there are turns.
    /// </summary>
    public bool TurnByTurn { get; init; }

    /// <summary>Whose faces count where several are seen; null: as in the model's training.</summary>
    public SpeakerChoice? Speaker { get; init; }

    /// <summary>Told of every stage and of what is done of it.</summary>
    public IProgress<AnalysisProgress>? Progress { get; init; }
}

/// <summary>How far an analysis is.</summary>
/// <param name="Stage">What it is at, in words.</param>
/// <param name="Items">How far that stage is; null where that is not known.</param>
public sealed record AnalysisProgress(string Stage, JobProgress? Items = null);
