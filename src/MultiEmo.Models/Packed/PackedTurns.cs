using MultiEmo.Conversations;

namespace MultiEmo.Models.Packed;

/// <summary>The N real turns of a batch as rows, conversation after conversation.</summary>
internal sealed class PackedTurns
{
    private readonly Dictionary<Modality, bool[]> present = [];

    /// <summary>The turns of a batch.</summary>
    public PackedTurns(ConversationBatch batch)
    {
        int conversations = (int)batch.Mask.shape[0], longest = (int)batch.Mask.shape[1];
        Positions = batch.Turns.data<long>().ToArray();
        long[] parties = batch.Speakers.contiguous().data<long>().ToArray();
        Party = [.. Positions.Select(position => (int)parties[position])];
        Parties = batch.Parties;
        First = new int[conversations + 1];
        foreach (long position in Positions) First[(position / longest) + 1]++;
        for (int b = 0; b < conversations; b++) First[b + 1] += First[b];
    }

    /// <summary>N.</summary>
    public int Count => Positions.Length;

    /// <summary>B.</summary>
    public int Conversations => First.Length - 1;

    /// <summary>P.</summary>
    public int Parties { get; }

    /// <summary>(N), where each turn is in the padded batch: b T + t.</summary>
    public long[] Positions { get; }

    /// <summary>(B + 1), the row of each conversation's first turn, and N.</summary>
    public int[] First { get; }

    /// <summary>(N), the speaker of each turn.</summary>
    public int[] Party { get; }

    /// <summary>The turns of a conversation.</summary>
    public int Length(int conversation) => First[conversation + 1] - First[conversation];

    /// <summary>(N), whether each turn has the modality; null when no turn lacks it.</summary>
    public bool[]? Present(Modality modality) => present.GetValueOrDefault(modality);

    /// <summary>Reads which turns have a modality.</summary>
    public void Read(Modality modality, ModalityInput input)
    {
        if (input.Present is null) return;
        bool[] all = input.Present.contiguous().data<bool>().ToArray();
        present[modality] = [.. Positions.Select(position => all[position])];
    }

    /// <summary>Whether a conversation has a turn with the modality.</summary>
    public bool HasKey(Modality modality, int conversation) =>
        Present(modality) is not { } there || there.AsSpan(First[conversation], Length(conversation)).Contains(true);
}
