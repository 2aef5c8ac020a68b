using MultiEmo.Conversations;
using MultiEmo.Models;

namespace MultiEmo.Training;

/// <summary>What is said when a loss is not a finite number.</summary>
internal static class Divergence
{
    /// <summary>The error, which names the conversations of the batch.</summary>
    /// <param name="where">Epoch and batch, or that it was validation.</param>
    /// <param name="data">The conversations trained or validated on.</param>
    /// <param name="conversations">Those of the batch.</param>
    public static BadInputException At(string where, ConversationDataset data, int[] conversations)
    {
        var names = conversations.Take(5).Select(index => data.Corpus.Conversations[index].Id);
        string more = conversations.Length > 5 ? $" and {conversations.Length - 5} more" : "";
        return new BadInputException(
            $"the loss of {where} is not a finite number (conversations {string.Join(", ", names)}{more})",
            "lower training.learning_rate or set training.clip=1, and look at the features of these conversations");
    }
}
