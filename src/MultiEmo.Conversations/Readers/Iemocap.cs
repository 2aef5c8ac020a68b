namespace MultiEmo.Conversations.Readers;

/// <summary>Reads the release tree of IEMOCAP (Busso et al., 2008): sessions 1 to 4 are for training, session 5 is the test.</summary>
public static class Iemocap
{
    private const string Restore = "copy it again from the release";

    /// <summary>The corpus of a folder with <c>Session1</c> to <c>Session5</c>; ids are the dialogues' names, turns places in them.</summary>
    /// <param name="root">The release's folder.</param>
    /// <param name="keepUnlabelled">Keeps utterances outside the six emotions as context that is not scored; else they are dropped.</param>
    /// <exception cref="BadInputException">A session or a file is missing or damaged.</exception>
    public static Corpus Read(string root, bool keepUnlabelled = false)
    {
        var builder = new CorpusBuilder("iemocap", root);
        int unlabelled = 0;
        for (int session = 1; session <= 5; session++)
            foreach (var dialog in Dialogs(root, session)) unlabelled += Add(builder, dialog, session, keepUnlabelled);
        string fate = keepUnlabelled ? "are context that is not scored" : "were left out";
        if (unlabelled > 0) builder.Remarks.Add($"{unlabelled} utterances outside the six emotions {fate}.");
        return builder.Build(EmotionSet.Iemocap);
    }

    private static IEnumerable<IemocapDialog> Dialogs(string root, int session)
    {
        string folder = Path.Combine(root, $"Session{session}");
        if (!Directory.Exists(folder))
            throw new BadInputException($"Session{session} is missing", "name the folder of the release that holds Session1 to Session5", root);
        var transcriptions = FolderListing.Files(Path.Combine(folder, "dialog", "transcriptions"), ".txt");
        if (transcriptions.Count == 0) throw new BadInputException($"Session{session} has no transcriptions", Restore, folder);
        return transcriptions.Select(path => Dialog(folder, path, session));
    }

    private static IemocapDialog Dialog(string folder, string transcription, int session)
    {
        string name = Path.GetFileNameWithoutExtension(transcription);
        if (!name.StartsWith($"Ses0{session}", StringComparison.Ordinal))
            throw new BadInputException($"the dialogue {name} lies in Session{session}", "move it to its own session", transcription);
        string evaluation = Path.Combine(folder, "dialog", "EmoEvaluation", name + ".txt");
        if (!File.Exists(evaluation)) throw new BadInputException($"the evaluation of {name} is missing", Restore, evaluation);
        return IemocapDialog.Read(name, transcription, evaluation);
    }

    // Returns how many utterances have none of the six emotions.
    private static int Add(CorpusBuilder builder, IemocapDialog dialog, int session, bool keepUnlabelled)
    {
        var split = session == 5 ? Split.Test : Split.Train;
        var kept = dialog.Utterances.Where(utterance => keepUnlabelled || utterance.Emotion is not null).ToList();
        if (kept.Count == 0) builder.Remarks.Add($"{dialog.Name} was left out: none of its utterances has one of the six emotions.");
        foreach (var said in kept)
        {
            string media = $"Session{session}/sentences/wav/{dialog.Name}/{said.Id}.wav";
            var turn = new Utterance(said.Turn, $"Ses0{session}_{said.Sex}", said.Text, said.Emotion, said.Start, said.End, media);
            builder.Add(dialog.Name, split, turn, dialog.Transcription, said.Line);
        }
        return dialog.Utterances.Count(utterance => utterance.Emotion is null);
    }
}
