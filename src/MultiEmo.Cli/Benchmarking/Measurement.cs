namespace MultiEmo.Cli.Benchmarking;

/// <summary>A part beside the least that this machine could take for it.</summary>
/// <param name="Part">Its name.</param>
/// <param name="Title">What it is.</param>
/// <param name="Conversations">With so many conversations in place of the corpus' number; null: with that.</param>
/// <param name="Turns">Utterances it worked on.</param>
/// <param name="Operations">Floating-point operations of its matrix products.</param>
/// <param name="Rate">Operations a second of matrix products, the best before and after the part.</param>
/// <param name="MeasuredSeconds">What it took.</param>
/// <param name="How">How that was measured.</param>
/// <param name="PeakBytes">The most memory that the process had meanwhile.</param>
/// <param name="FloorSeconds">The least that it could take.</param>
internal sealed record Measurement(
    string Part, string Title, int? Conversations, int Turns, double Operations, double Rate, double MeasuredSeconds, string How, long PeakBytes,
    double FloorSeconds)
{
    /// <summary>1 where the part is as fast as its matrix products could be.</summary>
    public double FloorOverMeasured => FloorSeconds / MeasuredSeconds;

    /// <summary>What a part is, with a number of conversations where one was asked for.</summary>
    public static string TitleWith(string title, int? conversations) => conversations is null ? title : $"{title}, {conversations} conversations";

    /// <summary>Milliseconds that one utterance took.</summary>
    public double MillisecondsPerUtterance => MeasuredSeconds / Turns * 1e3;
}
