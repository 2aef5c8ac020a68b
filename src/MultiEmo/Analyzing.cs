using MultiEmo.Conversations;
using MultiEmo.Conversations.Readers;
using MultiEmo.Features;
using MultiEmo.Features.Recordings;
using MultiEmo.Models.Faces;
using MultiEmo.Models.Faces.Speaking;
using MultiEmo.Models.Text;
using MultiEmo.Storage;

namespace MultiEmo;

/// <summary>An analysis that goes on: the features of all turns are made once, then the model is asked.</summary>
internal sealed class Analyzing : IDisposable
{
    private readonly Recognizer recognizer;
    private readonly AnalysisOptions options;
    private readonly Conversation conversation;
    private readonly RecordingExtractors extractors;
    private readonly Dictionary<string, ExtractedFeatures> features = [];
    private readonly List<string> remarks;
    private readonly string? temporary;

    private Analyzing(
        Recognizer recognizer, RecordedConversation recorded, Recording? recording, string? weights, AnalysisOptions options)
    {
        (this.recognizer, this.options, conversation, Recording) = (recognizer, options, recorded.Conversation, recording);
        remarks = [.. recorded.Remarks];
        temporary = options.Parts is null ? Directory.CreateTempSubdirectory("multiemo-").FullName : null;
        extractors = new RecordingExtractors(recording, conversation, recognizer.Seed.Features, weights, options.Parts ?? temporary!)
        {
            Progress = options.Progress,
            Speaker = options.Speaker,
        };
    }

    /// <summary>The recording; null: there is a transcript alone.</summary>
    public Recording? Recording { get; }

    /// <summary>What a reader should know, a sentence each; all of it once the last turn is there.</summary>
    public IReadOnlyList<string> Remarks => [.. remarks.Distinct()];

    /// <summary>Reads what there is and makes the features.</summary>
    public static Analyzing Begin(
        Recognizer recognizer, string? media, string? transcript, string? weights, AnalysisOptions options, CancellationToken stop)
    {
        if ((media ?? transcript) is not { } named) throw new BadInputException("there is nothing to analyse", "give a recording or a transcript");
        var written = transcript is null ? null : Transcripts.ReadUnlabelled(transcript);
        options.Progress?.Report(new AnalysisProgress(media is null ? "transcript" : "listening"));
        var recording = media is null ? null : Recording.Open(media, options.Ffmpeg, stop);
        var recorded = RecordedConversation.Of(Path.GetFileNameWithoutExtension(named), written, recording);
        var analyzing = new Analyzing(recognizer, recorded, recording, weights, options);
        try
        {
            analyzing.Extract(stop);
            return analyzing;
        }
        catch
        {
            analyzing.Dispose();
            throw;
        }
    }

    /// <summary>The rows, each as soon as it is known.</summary>
    public IEnumerable<AnalyzedTurn> Turns(CancellationToken stop)
    {
        options.Progress?.Report(new AnalysisProgress("emotions"));
        if (!options.TurnByTurn)
        {
            var recognition = recognizer.Predict([conversation], entry => features[entry.Name], stop);
            remarks.AddRange(recognition.Remarks);
            return recognition.Predictions.Select(Row);
        }
        return Enumerable.Range(1, conversation.Turns.Count).Select(count => Last(count, stop));
    }

    /// <summary>Removes what was kept for a moment only.</summary>
    public void Dispose()
    {
        if (temporary is not null) Directory.Delete(temporary, recursive: true);
    }

    private void Extract(CancellationToken stop)
    {
        CheckSpeaker();
        foreach (var entry in recognizer.Data.Features)
            features[entry.Name] = extractors.Extract(entry, words => recognizer.Words(words, conversation, stop), stop);
        bool any = features.Values.Any(each => each.Matrix.Present.Contains(true));
        if (any) return;
        string known = string.Join(" and ", recognizer.Data.Features.Select(entry => entry.Modality.Name()).Distinct());
        string why = extractors.Lack(recognizer.Data.Features[0].Modality, 0) is { } lack ? $" ({lack})" : "";
        throw new BadInputException($"the model knows {known}, and nothing of that is here{why}",
            Recording is null ? "give the recording too" : "give a transcript with --transcript, or a model that was trained on what is here",
            Recording?.Path);
    }

    private void CheckSpeaker()
    {
        if (options.Speaker is not { } speaker) return;
        var faces = recognizer.Data.Features.FirstOrDefault(entry => entry.Extractor == "visextnet")
            ?? throw new BadInputException($"--speaker {speaker.Name()} chooses among faces, and the model was trained on none",
                "leave it out, or name a model that was trained on 'extract --faces visextnet:NETWORK'", recognizer.Seed.Path);
        var trained = FaceVectors.SpeakerOf(faces);
        if (trained != speaker)
            remarks.Add($"The model was trained on faces with --speaker {trained.Name()}, "
                + $"and the recording's are made with --speaker {speaker.Name()}.");
    }

    // The last row of the conversation cut there. Vectors of words may look at later turns, so they are made of the cut conversation.
    private AnalyzedTurn Last(int count, CancellationToken stop)
    {
        var cut = conversation with { Turns = [.. conversation.Turns.Take(count)] };
        var recognition = recognizer.Predict([cut], entry => entry.Extractor == RobertaExtractor.Name
            ? recognizer.Words(entry, cut, stop)
            : First(features[entry.Name], count), stop);
        remarks.AddRange(recognition.Remarks);
        return Row(recognition.Predictions[^1], count - 1);
    }

    private static ExtractedFeatures First(ExtractedFeatures all, int count) => all with
    {
        Matrix = new FeatureMatrix(all.Matrix.Values[..(count * all.Matrix.Width)], all.Matrix.Present[..count], all.Matrix.Width),
    };

    private AnalyzedTurn Row(Prediction prediction, int place)
    {
        var turn = conversation.Turns[place];
        var modalities = recognizer.Data.Features.Select(entry => entry.Modality).Distinct()
            .ToLookup(each => prediction.Present.Contains(each.Name()));
        var probabilities = recognizer.Emotions.Labels.Zip(prediction.Probabilities).ToDictionary(pair => pair.First, pair => pair.Second);
        return new AnalyzedTurn(turn.Turn, turn.Start, turn.End, turn.Speaker, turn.Text, prediction.Emotion, probabilities, prediction.Present,
            modalities[false].ToDictionary(each => each.Name(), each => extractors.Lack(each, place) ?? "it was not there"))
        {
            Notes = [.. modalities[true].Select(each => extractors.Lack(each, place)).OfType<string>()],
        };
    }
}
