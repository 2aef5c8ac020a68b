using MultiEmo.Conversations;

namespace MultiEmo.Cli.Benchmarking;

/// <summary>What a corpus is like from afar.</summary>
/// <param name="Emotions">Its labels.</param>
/// <param name="Mean">Turns of a conversation.</param>
/// <param name="Deviation">Their standard deviation, in turns.</param>
/// <param name="MostSpeakers">Conversations have two speakers to so many.</param>
internal sealed record CorpusShape(EmotionSet Emotions, double Mean, double Deviation, int MostSpeakers)
{
    /// <summary>MELD's conversations.</summary>
    public static CorpusShape Meld { get; } = new(EmotionSet.Meld, 9.6, 5, 5);

    /// <summary>IEMOCAP's conversations.</summary>
    public static CorpusShape Iemocap { get; } = new(EmotionSet.Iemocap, 50, 17, 2);
}
