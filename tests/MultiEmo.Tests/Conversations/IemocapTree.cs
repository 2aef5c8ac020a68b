using System.Globalization;

namespace MultiEmo.Tests.Conversations;

/// <summary>A small release tree in IEMOCAP's syntax with invented words: a dialogue in each session.</summary>
internal static class IemocapTree
{
    public static void Write(string root)
    {
        for (int session = 1; session <= 5; session++) WriteDialog(root, session, $"Ses0{session}F_impro01");
    }

    public static string Transcription(string root, int session, string dialog) =>
        Path.Combine(root, $"Session{session}", "dialog", "transcriptions", dialog + ".txt");

    public static string Evaluation(string root, int session, string dialog) =>
        Path.Combine(root, $"Session{session}", "dialog", "EmoEvaluation", dialog + ".txt");

    public static void WriteDialog(string root, int session, string dialog)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Transcription(root, session, dialog))!);
        Directory.CreateDirectory(Path.GetDirectoryName(Evaluation(root, session, dialog))!);
        File.WriteAllText(Transcription(root, session, dialog),
            $"""
            {dialog}_F000 [006.2901-008.2357]: Is this the right queue?
            {dialog}_M000 [007.5712-010.4750]: It is.  You're early.
            M: [LAUGHTER]
            {dialog}_FXX0 [010.4800-010.9000]: Oh.
            {dialog}_M001 [011.0000-012.5000]: Go home!
            {dialog}_F001 [012.6000-014.0000]: Never.

            """.ReplaceLineEndings("\n"));
        File.WriteAllText(Evaluation(root, session, dialog), string.Join('\n',
        [
            "% [START_TIME - END_TIME] TURN_NAME EMOTION [V, A, D]", "",
            Summary(dialog, "F000", "neu", 6.2901, 8.2357), "C-E2:\tNeutral;\t()", "A-E3:\tval 3; act 2; dom  2;\t()", "",
            Summary(dialog, "M000", "xxx", 7.5712, 10.4750), "C-E2:\tAnger;\t()", "",
            Summary(dialog, "M001", "ang", 11, 12.5), "",
            Summary(dialog, "F001", "fru", 12.6, 14), "",
        ]) + "\n");
    }

    private static string Summary(string dialog, string turn, string label, double start, double end) =>
        string.Create(CultureInfo.InvariantCulture, $"[{start:0.0000} - {end:0.0000}]\t{dialog}_{turn}\t{label}\t[2.5000, 2.5000, 2.5000]");
}
