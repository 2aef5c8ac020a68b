using MultiEmo.Conversations;
using MultiEmo.Features;
using MultiEmo.Live.Words;
using MultiEmo.Storage;

namespace MultiEmo.Live;

/// <summary>
/// A trained run without libtorch, for chats and services: gives each turn its emotion with calibrated probabilities, as it comes or when all is
/// said. Its numbers are those of <c>Recognizer</c> within 1e-4. Many threads may use one.
/// </summary>
public sealed class LiveRecognizer
{
    private readonly Dictionary<Modality, WordFeatures> words;

    private LiveRecognizer(SeedFolder seed)
    {
        Seed = seed.RequireFinished();
        // Side by side, since the first use of each costs a tenth of a second of compiling.
        var model = Task.Run(() => LiveModel.Load(seed));
        Data = RunData.Read(seed);
        words = Data.Features.ToDictionary(entry => entry.Modality, entry => new WordFeatures(entry, seed.Features));
        foreach (var features in words.Values) features.Prepare();
        Model = model.GetAwaiter().GetResult();
    }

    /// <summary>The seed's folder.</summary>
    public SeedFolder Seed { get; }

    /// <summary>What the model was trained on.</summary>
    public RunData Data { get; }

    /// <summary>The model.</summary>
    public LiveModel Model { get; }

    /// <summary>The emotions, in the order of the probabilities.</summary>
    public EmotionSet Emotions => Data.Emotions;

    /// <summary>Loads a trained run.</summary>
    /// <param name="run">The run folder, or <see cref="StarterModel.Name"/> for the model that ships.</param>
    /// <param name="seed">Which seed; null: the best on validation.</param>
    /// <exception cref="BadInputException">There is no such run, or a file of it is missing or damaged.</exception>
    public static LiveRecognizer Load(string run, int? seed = null)
    {
        var folder = RunFolder.Open(StarterModel.Find(run));
        if (seed is { } one && !folder.Seeds.Contains(one))
            throw new BadInputException($"the run has no seed {one}", $"it has {string.Join(", ", folder.Seeds)}", folder.Path);
        if (seed is null && folder.Seeds is [var only] && folder.Seed(only).Finished) return LoadOnly(folder, only);
        return new LiveRecognizer(folder.Seed(seed ?? BestSeed.Of(folder)));
    }

    /// <summary>Loads the model that ships with the program: words alone, each turn by itself (<see cref="StarterModel"/>).</summary>
    /// <exception cref="BadInputException">The program lacks it, or a file of it is damaged.</exception>
    public static LiveRecognizer LoadStarter() => Load(StarterModel.Require());

    /// <summary>Begins a conversation.</summary>
    /// <param name="id">Its name, as it stands in the predictions.</param>
    public LiveConversation Begin(string id = "live") => new(this, id);

    /// <summary>What the model reads of a turn's words; other modalities are absent, until <see cref="LiveTurn.With"/> gives them.</summary>
    /// <exception cref="BadInputException">Features that cannot be made here.</exception>
    public LiveTurn Read(Utterance turn) => words.Values.Aggregate(
        new LiveTurn(turn.Speaker), (read, features) => read.With(features.Entry.Modality, Row(features.Of([turn]).Matrix, 0)));

    /// <summary>What a reader of a chat's predictions should know, a sentence each: which modality words cannot give.</summary>
    /// <exception cref="BadInputException">Features that cannot be made here.</exception>
    public IReadOnlyList<string> Remarks() => [.. words.Values.Select(features => features.Of([]).Remark).OfType<string>()];

    /// <summary>The emotions of new conversations, such as those of a transcript: each turn with all that was said before it and after it.</summary>
    /// <param name="conversations">The conversations.</param>
    /// <param name="threads">At most so many threads; the numbers do not depend on it.</param>
    /// <param name="stop">Ends the work between two conversations.</param>
    /// <exception cref="BadInputException">Features that cannot be made here.</exception>
    public Recognition Predict(IReadOnlyList<Conversation> conversations, int threads = 1, CancellationToken stop = default) =>
        Predict(conversations, entry => Extract(entry, conversations), threads, stop);

    /// <summary>The emotions of a prepared corpus: its own feature files where they were made by the very extractor of the run.</summary>
    /// <param name="corpus">The corpus, or some splits of it.</param>
    /// <param name="threads">As there.</param>
    /// <param name="stop">As there.</param>
    /// <exception cref="BadInputException">Features that cannot be made here.</exception>
    public Recognition Predict(PreparedCorpus corpus, int threads = 1, CancellationToken stop = default) =>
        Predict(corpus.Corpus.Conversations, entry => FeaturesOfRun.Same(entry, Seed, corpus)
            ? new ExtractedFeatures(corpus.ReadFeatures(entry.Name), null)
            : Extract(entry, corpus.Corpus.Conversations), threads, stop);

    /// <summary>The prediction of one turn.</summary>
    internal Prediction Predict(string conversation, Utterance turn, LiveTurn features, ReadOnlySpan<float> logits)
    {
        float[] probabilities = Model.Probabilities(logits);
        int likeliest = 0;
        for (int i = 1; i < probabilities.Length; i++)
            if (probabilities[i] > probabilities[likeliest]) likeliest = i;
        var present = Modalities.All.Where(modality => words.ContainsKey(modality) && features.Of(modality) is not null);
        return new Prediction(conversation, turn.Turn, Emotions.Labels[likeliest], probabilities, turn.Emotion)
        {
            Present = [.. present.Select(Modalities.Name)],
        };
    }

    // The only seed is the best: it is read while its score is looked at, since a chat begins with the reading.
    private static LiveRecognizer LoadOnly(RunFolder run, int seed)
    {
        var best = Task.Run(() => BestSeed.Of(run));
        var recognizer = new LiveRecognizer(run.Seed(seed));
        _ = best.GetAwaiter().GetResult();
        return recognizer;
    }

    private ExtractedFeatures Extract(FeatureEntry entry, IReadOnlyList<Conversation> conversations) =>
        words[entry.Modality].Of([.. conversations.SelectMany(conversation => conversation.Turns)]);

    private Recognition Predict(
        IReadOnlyList<Conversation> conversations, Func<FeatureEntry, ExtractedFeatures> extract, int threads, CancellationToken stop)
    {
        if (conversations.Count == 0) return new Recognition([], []);
        var features = Data.Features.ToDictionary(entry => entry.Modality, extract);
        var found = new IReadOnlyList<Prediction>[conversations.Count];
        int[] first = [0, .. conversations.Select(conversation => conversation.Turns.Count)];
        for (int i = 1; i < first.Length; i++) first[i] += first[i - 1];
        int within = conversations.Count == 1 ? threads : 1;
        var work = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = stop };
        Parallel.For(0, found.Length, work, i => found[i] = Whole(conversations[i], Turns(conversations[i], features, first[i]), within));
        bool Lacks(Modality modality) => features[modality].Matrix.Present.Contains(false);
        var absent = features.Values.Select(extracted => extracted.Remark).OfType<string>();
        var untaught = UntaughtAbsence.Remarks(Model.Architecture, Lacks);
        return new Recognition([.. found.SelectMany(each => each)], [.. absent, .. untaught, .. Unpadded(conversations.Count)]);
    }

    private Prediction[] Whole(Conversation conversation, LiveTurn[] turns, int threads)
    {
        float[] logits = Model.Logits(turns, threads);
        return [.. conversation.Turns.Zip(turns).Select((pair, turn) =>
            Predict(conversation.Id, pair.First, pair.Second, logits.AsSpan(turn * Emotions.Count, Emotions.Count)))];
    }

    private static LiveTurn[] Turns(Conversation conversation, Dictionary<Modality, ExtractedFeatures> features, int firstRow) =>
        [.. conversation.Turns.Select((turn, place) => features.Aggregate(
            new LiveTurn(turn.Speaker), (read, pair) => read.With(pair.Key, Row(pair.Value.Matrix, firstRow + place))))];

    private IEnumerable<string> Unpadded(int conversations) => Model.Architecture.Mask || conversations == 1 ? [] :
        ["The model was trained without a mask, and reads the padding of the conversations that run together: here each runs alone, "
            + "so that its numbers are not those of --engine torch."];

    private static float[]? Row(FeatureMatrix matrix, int row) =>
        matrix.Present[row] ? matrix.Row(row).ToArray() : null;
}
