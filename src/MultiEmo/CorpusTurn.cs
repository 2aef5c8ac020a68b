using System.Globalization;
using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo;

/// <summary>A turn of a prepared corpus.</summary>
/// <param name="Conversation">Its conversation.</param>
/// <param name="FirstRow">The row of the conversation's first turn in the features of the corpus.</param>
/// <param name="Place">Its place in the conversation, from 0.</param>
internal sealed record CorpusTurn(Conversation Conversation, int FirstRow, int Place)
{
    private const int Suggestions = 5;

    /// <summary>Finds a turn by the corpus' own number.</summary>
    /// <exception cref="BadInputException">There is no such conversation or turn.</exception>
    public static CorpusTurn Find(PreparedCorpus corpus, string id, int turn)
    {
        var all = corpus.Corpus.Conversations;
        int index = all.ToList().FindIndex(conversation => conversation.Id == id);
        if (index < 0) throw NoConversation(corpus, id);
        int place = all[index].Turns.ToList().FindIndex(each => each.Turn == turn);
        if (place < 0) throw NoTurn(corpus, all[index], turn);
        return new CorpusTurn(all[index], all.Take(index).Sum(conversation => conversation.Turns.Count), place);
    }

    /// <summary>The rows of the conversation.</summary>
    public FeatureMatrix RowsOf(FeatureMatrix matrix) => matrix.Slice(FirstRow, Conversation.Turns.Count);

    private static BadInputException NoConversation(PreparedCorpus corpus, string id)
    {
        string[] ids = [.. corpus.Corpus.Conversations.Select(conversation => conversation.Id)];
        var near = Spelling.Near(id, ids, Suggestions);
        string remedy = near.Count > 0
            ? $"did you mean {string.Join(", ", near)}?"
            : $"there are {ids.Length}, such as {string.Join(", ", ids.Take(3))}";
        return new BadInputException($"the corpus {corpus.Corpus.Name} has no conversation {Spelling.Quoted(id)}", remedy, corpus.Folder);
    }

    private static BadInputException NoTurn(PreparedCorpus corpus, Conversation conversation, int turn) => new(
        $"the conversation {conversation.Id} has no turn {turn}",
        $"it has {Ranges(conversation.Turns)}, by the corpus' own numbers: the key 'turn' of conversations.jsonl", corpus.Folder);

    // 0-4, 6, 9-12
    private static string Ranges(IReadOnlyList<Utterance> turns)
    {
        var starts = turns.Index().Where(turn => turn.Index == 0 || turns[turn.Index - 1].Turn != turn.Item.Turn - 1);
        var ends = turns.Index().Where(turn => turn.Index == turns.Count - 1 || turns[turn.Index + 1].Turn != turn.Item.Turn + 1);
        return string.Join(", ", starts.Zip(ends, (start, end) => start.Index == end.Index
            ? start.Item.Turn.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{start.Item.Turn}-{end.Item.Turn}")));
    }
}
