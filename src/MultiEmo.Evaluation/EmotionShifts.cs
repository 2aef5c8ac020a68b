using MultiEmo.Conversations;

namespace MultiEmo.Evaluation;

/// <summary>
/// The utterances whose emotion differs from the one that the same speaker had last in the conversation: those that persistence alone gets wrong.
/// </summary>
public static class EmotionShifts
{
    /// <summary>The predictions of such utterances, in their order; a speaker's first labelled one is none, unlabelled ones do not count.</summary>
    public static IEnumerable<Prediction> Among(IEnumerable<Prediction> predictions, IEnumerable<Conversation> conversations)
    {
        HashSet<Place> shifts = [.. conversations.SelectMany(PlacesIn)];
        return predictions.Where(prediction => shifts.Contains(new Place(prediction.Conversation, prediction.Turn)));
    }

    private static IEnumerable<Place> PlacesIn(Conversation conversation)
    {
        var last = new Dictionary<string, string>();
        foreach (var turn in conversation.Turns)
        {
            if (turn.Emotion is null) continue;
            if (last.TryGetValue(turn.Speaker, out string? before) && before != turn.Emotion) yield return new(conversation.Id, turn.Turn);
            last[turn.Speaker] = turn.Emotion;
        }
    }

    private readonly record struct Place(string Conversation, int Turn);
}
