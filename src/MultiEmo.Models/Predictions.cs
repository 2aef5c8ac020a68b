using MultiEmo.Conversations;

namespace MultiEmo.Models;

/// <summary>From probabilities to predictions.</summary>
public static class Predictions
{
    /// <summary>The prediction of every turn, in the order of the dataset's rows.</summary>
    /// <param name="dataset">The conversations.</param>
    /// <param name="probabilities">(turns, C) row-major.</param>
    public static IReadOnlyList<Prediction> Of(ConversationDataset dataset, float[] probabilities)
    {
        var emotions = dataset.Corpus.Emotions;
        var predictions = new List<Prediction>(dataset.Turns);
        foreach (var conversation in dataset.Corpus.Conversations)
            foreach (var turn in conversation.Turns)
            {
                int row = predictions.Count;
                float[] own = probabilities.AsSpan(row * emotions.Count, emotions.Count).ToArray();
                predictions.Add(new Prediction(conversation.Id, turn.Turn, emotions.Labels[own.IndexOf(own.Max())], own, turn.Emotion)
                {
                    Present = [.. Modalities.All.Where(modality => dataset.Features(modality)?.Present[row] is true).Select(Modalities.Name)],
                });
            }
        return predictions;
    }
}
