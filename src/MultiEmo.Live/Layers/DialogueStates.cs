namespace MultiEmo.Live.Layers;

/// <summary>Where a DialogueRNN is in a conversation; what the next turn continues.</summary>
/// <param name="width">D.</param>
internal sealed class DialogueStates(int width)
{
    private readonly Dictionary<string, float[]> parties = new(StringComparer.Ordinal);

    /// <summary>(D), g of the last turn.</summary>
    public float[] Global { get; } = new float[width];

    /// <summary>(D), e of the last turn.</summary>
    public float[] Emotion { get; } = new float[width];

    /// <summary>The context attention over the turns so far.</summary>
    public RunningContext Context { get; } = new(width);

    /// <summary>(D), q of a speaker; zeros before their first turn.</summary>
    public float[] Party(string speaker)
    {
        if (!parties.TryGetValue(speaker, out float[]? state)) parties.Add(speaker, state = new float[width]);
        return state;
    }

    /// <summary>Goes back to before the first turn.</summary>
    public void Clear()
    {
        Array.Clear(Global);
        Array.Clear(Emotion);
        Context.Clear();
        foreach (float[] party in parties.Values) Array.Clear(party);
    }
}
