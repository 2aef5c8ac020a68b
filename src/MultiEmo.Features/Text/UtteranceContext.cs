using MultiEmo.Conversations;

namespace MultiEmo.Features.Text;

/// <summary>
/// The inputs of a conversation's utterances in the manner of EmoBERTa (Kim and Vossen 2021): &lt;s&gt;, the turns before, &lt;/s&gt;&lt;/s&gt;,
/// SPEAKER: utterance, &lt;/s&gt;&lt;/s&gt;, the turns after, &lt;/s&gt;. Each turn is cut into tokens by itself. A side that the settings allow has
/// its place even where no turn stands on it, so that the utterance is always the same part of its input.
/// </summary>
/// <param name="tokenizer">Cuts turns into tokens.</param>
/// <param name="options">How many turns, and how.</param>
public sealed class UtteranceContext(BytePairTokenizer tokenizer, ContextOptions options)
{
    private readonly SpecialTokens special = tokenizer.Special;

    /// <summary>An input per turn, in their order.</summary>
    public IReadOnlyList<int[]> Inputs(Conversation conversation)
    {
        int[][] turns = [.. conversation.Turns.Select(turn => tokenizer.Encode(Line(turn)))];
        return [.. Enumerable.Range(0, turns.Length).Select(turn => Input(turns, turn))];
    }

    /// <summary>A turn as it stands in an input.</summary>
    public string Line(Utterance turn) => options.Speakers switch
    {
        SpeakerNames.Upper => $"{turn.Speaker.ToUpperInvariant()}: {turn.Text}",
        SpeakerNames.Written => $"{turn.Speaker}: {turn.Text}",
        _ => turn.Text,
    };

    private int[] Input(int[][] turns, int turn)
    {
        int borders = 2 + (options.Past > 0 ? 2 : 0) + (options.Future > 0 ? 2 : 0);
        int room = options.Budget - borders;
        int[] own = turns[turn].Length <= room ? turns[turn] : turns[turn][..room];
        var (first, last) = Neighbours(turns, turn, room - own.Length);
        return
        [
            special.Start,
            .. options.Past > 0 ? Side(turns[first..turn], [], [special.End, special.End]) : [],
            .. own,
            .. options.Future > 0 ? Side(turns[(turn + 1)..(last + 1)], [special.End, special.End], []) : [],
            special.End,
        ];
    }

    // The nearest turns are taken while there is room, of two that are equally far the one before first; whatever is farther than one that has no
    // room is left out too.
    private (int First, int Last) Neighbours(int[][] turns, int turn, int room)
    {
        int first = turn, last = turn;
        for (int distance = 1; distance <= Math.Max(options.Past, options.Future) && distance < turns.Length; distance++)
        {
            if (distance <= options.Past && turn - distance >= 0)
            {
                if ((room -= turns[turn - distance].Length) < 0) break;
                first = turn - distance;
            }
            if (distance <= options.Future && turn + distance < turns.Length)
            {
                if ((room -= turns[turn + distance].Length) < 0) break;
                last = turn + distance;
            }
        }
        return (first, last);
    }

    private static int[] Side(int[][] turns, int[] before, int[] after) => [.. before, .. turns.SelectMany(turn => turn), .. after];
}
