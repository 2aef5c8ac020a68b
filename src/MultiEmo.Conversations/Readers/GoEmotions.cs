namespace MultiEmo.Conversations.Readers;

/// <summary>Reads GoEmotions (Demszky et al., ACL 2020): English comments, each a conversation of one turn.</summary>
public static class GoEmotions
{
    private const string Origin = "the release (it holds train.tsv, dev.tsv and test.tsv: comment, label numbers, id)";
    private const string Writer = "writer";

    // The authors' grouping after Ekman, in the order of MELD's labels.
    private static readonly (string Emotion, string[] Labels)[] Groups =
    [
        ("neutral", ["neutral"]),
        ("surprise", ["surprise", "realization", "confusion", "curiosity"]),
        ("fear", ["fear", "nervousness"]),
        ("sadness", ["sadness", "disappointment", "embarrassment", "grief", "remorse"]),
        ("joy",
        [
            "joy", "amusement", "approval", "excitement", "gratitude", "love", "optimism", "relief", "pride", "admiration", "desire", "caring",
        ]),
        ("disgust", ["disgust"]),
        ("anger", ["anger", "annoyance", "disapproval"]),
    ];

    /// <summary>The corpus of a folder with <c>train.tsv</c>, <c>dev.tsv</c> and <c>test.tsv</c>; ids are <c>split/comment</c>.</summary>
    /// <param name="folder">Where the files lie.</param>
    /// <param name="emotions">
    /// <see cref="EmotionSet.Meld"/> groups the labels into its seven, <see cref="EmotionSet.GoEmotions"/> keeps all 28; comments that then have
    /// several emotions are left out and counted.
    /// </param>
    /// <exception cref="BadInputException">A file is missing or damaged, or the set is another one.</exception>
    public static Corpus Read(string folder, EmotionSet? emotions = null)
    {
        string[] classes = Classes(emotions ?? EmotionSet.Meld);
        var builder = new CorpusBuilder("goemotions", folder);
        int left = 0;
        foreach (var split in new[] { Split.Train, Split.Dev, Split.Test }) left += Read(folder, split, classes, builder);
        if (left > 0) builder.Remarks.Add($"{left} comments have several emotions and are left out.");
        return builder.Build(emotions ?? EmotionSet.Meld);
    }

    /// <summary>The emotion of each label number.</summary>
    private static string[] Classes(EmotionSet emotions)
    {
        if (emotions == EmotionSet.GoEmotions) return [.. emotions.Labels];
        if (emotions == EmotionSet.Meld)
            return [.. EmotionSet.GoEmotions.Labels.Select(label => Groups.First(group => group.Labels.Contains(label)).Emotion)];
        string problem = $"the labels of GoEmotions cannot become those of the set {emotions.Name}";
        throw new BadInputException(problem, "take meld (seven) or goemotions (28)");
    }

    private static int Read(string folder, Split split, string[] classes, CorpusBuilder builder)
    {
        string path = Path.Combine(folder, split.Name() + ".tsv");
        if (!Directory.Exists(folder)) throw new BadInputException("there is no such folder", "check the path", folder);
        if (!File.Exists(path)) throw new BadInputException($"missing: {Path.GetFileName(path)}", $"copy it from {Origin}", folder);
        var file = TextFile.Read(path);
        if (file.Remark is { } remark) builder.Remarks.Add(remark);
        var (lines, left) = (file.Lines(), 0);
        for (int i = 0; i < lines.Count; i++)
            if (!Add(lines[i], split, classes, builder, path, i + 1)) left++;
        return left;
    }

    // Fields are parted by tabs, and quotation marks are part of a comment.
    private static bool Add(string line, Split split, string[] classes, CorpusBuilder builder, string path, int number)
    {
        if (line.Split('\t') is not [var text, var labels, var id] || id.Trim().Length == 0)
            throw new BadInputException("a line is not comment, labels and id, parted by tabs", "copy the file again", path, number);
        string[] emotions = [.. labels.Split(',').Select(label => Emotion(label, classes, path, number)).Distinct()];
        if (emotions.Length == 1) builder.Add($"{split.Name()}/{id.Trim()}", split, new Utterance(0, Writer, text.Trim(), emotions[0]), path, number);
        return emotions.Length == 1;
    }

    private static string Emotion(string label, string[] classes, string path, int line)
    {
        if (int.TryParse(label, out int number) && number >= 0 && number < classes.Length) return classes[number];
        throw new BadInputException($"{Spelling.Quoted(label)} is no label number from 0 to {classes.Length - 1}", "copy the file again", path, line);
    }
}
