using System.Runtime.InteropServices;
using MultiEmo.Conversations;
using MultiEmo.Storage;
using static TorchSharp.torch;

namespace MultiEmo.Models;

/// <summary>Pads conversations of a dataset into a batch.</summary>
public sealed class BatchBuilder(ConversationDataset dataset)
{
    /// <summary>A batch of some conversations; the caller disposes it.</summary>
    /// <param name="conversations">Their indices in the dataset.</param>
    public ConversationBatch Build(IReadOnlyList<int> conversations)
    {
        int longest = conversations.Max(c => dataset.Corpus.Conversations[c].Turns.Count);
        var (mask, turns, labels) = (new bool[conversations.Count * longest], new List<long>(), new List<long>());
        var speakers = new long[conversations.Count * longest];
        int parties = 1;
        for (int b = 0; b < conversations.Count; b++)
        {
            var conversation = dataset.Corpus.Conversations[conversations[b]];
            var party = Parties(conversation);
            parties = Math.Max(parties, party.Values.Max() + 1);
            for (int t = 0; t < conversation.Turns.Count; t++)
            {
                int position = b * longest + t;
                mask[position] = true;
                speakers[position] = party[conversation.Turns[t].Speaker];
                turns.Add(position);
                labels.Add(dataset.Label(conversation.Turns[t]));
            }
        }
        long[] shape = [conversations.Count, longest];
        return new ConversationBatch(
            Input(dataset.Text, conversations, longest), Input(dataset.Audio, conversations, longest), Input(dataset.Visual, conversations, longest),
            tensor(speakers, shape), tensor(mask, shape), tensor(turns.ToArray()), tensor(labels.ToArray()), parties);
    }

    // Each speaker's party, in the corpus' order where it has one, else in the order of the first turns.
    private Dictionary<string, int> Parties(Conversation conversation)
    {
        var names = conversation.Speakers;
        if (dataset.Corpus.Parties is { } order && names.All(order.Contains))
            return names.ToDictionary(name => name, name => order.ToList().IndexOf(name));
        return names.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index);
    }

    private ModalityInput? Input(FeatureMatrix? matrix, IReadOnlyList<int> conversations, int longest)
    {
        if (matrix is null) return null;
        int width = matrix.Width;
        // In libtorch's own, aligned memory: products of unaligned memory may round differently from run to run.
        var input = zeros([conversations.Count, longest, width]);
        var values = MemoryMarshal.Cast<byte, float>(input.bytes);
        var present = new bool[conversations.Count * longest];
        Array.Fill(present, true);
        for (int b = 0; b < conversations.Count; b++)
        {
            int row = dataset.FirstRow(conversations[b]), count = dataset.FirstRow(conversations[b] + 1) - row;
            for (int t = 0; t < count; t++, row++)
            {
                present[b * longest + t] = matrix.Present[row];
                if (matrix.Present[row]) matrix.Row(row).CopyTo(values[((b * longest + t) * width)..]);
            }
        }
        return new ModalityInput(input, present.Contains(false) ? tensor(present, [conversations.Count, longest]) : null);
    }
}
