using System.Runtime.CompilerServices;
using MultiEmo.Conversations;
using MultiEmo.Features;
using MultiEmo.Models;
using MultiEmo.Storage;
using TorchSharp;
using static TorchSharp.torch;

namespace MultiEmo;

/// <summary>
/// The library's front door: loads a trained run and gives each utterance of a conversation its emotion with calibrated probabilities.
/// One recognizer serves one thread at a time.
/// </summary>
public sealed class Recognizer : IDisposable
{
    private readonly nn.Module<ConversationBatch, Scores> model;
    private readonly IDisposable? held;      // nobody else has the model, and here nobody trains it
    private readonly double temperature;
    private readonly Device device;
    private readonly string? weights;

    private Recognizer(RunFolder run, SeedFolder seed, Device device, string? weights)
    {
        (Seed, this.device, this.weights) = (seed.RequireFinished(), device, weights);
        IsStarter = StarterModel.Is(run);
        Data = RunData.Read(seed);
        Architecture = Json.Read<Architecture>(seed.Architecture);
        temperature = Json.Read<RunCalibration>(seed.Calibration).Temperature;
        model = Network.Load(seed, Architecture);
        model.to(device);
        held = Network.Hold(model);
    }

    /// <summary>The seed's folder.</summary>
    public SeedFolder Seed { get; }

    /// <summary>What the model was trained on.</summary>
    public RunData Data { get; }

    /// <summary>The model's shape.</summary>
    public Architecture Architecture { get; }

    /// <summary>Whether the model is the one that ships with the program.</summary>
    public bool IsStarter { get; }

    /// <summary>What the model is, a clause; it stands in every file of an analysis.</summary>
    public string Description => IsStarter ? StarterModel.Description : $"{Data.Corpus} model, seed {Seed.Seed}";

    /// <summary>The emotions, in the order of the probabilities.</summary>
    public EmotionSet Emotions => Data.Emotions;

    /// <summary>Loads a run.</summary>
    /// <param name="run">The folder that training wrote, or <see cref="StarterModel.Name"/>.</param>
    /// <param name="seed">Which seed; null: the one with the best weighted F1 on validation.</param>
    /// <param name="device">Where to compute; null: the processor.</param>
    /// <param name="weights">A folder of weights that features of new conversations may need, looked through first; null: none.</param>
    /// <exception cref="BadInputException">The folder is no finished run, or a file of it is damaged.</exception>
    public static Recognizer Load(string run, int? seed = null, Device? device = null, string? weights = null)
    {
        var folder = RunFolder.Open(StarterModel.Find(run));
        if (seed is { } one && !folder.Seeds.Contains(one))
            throw new BadInputException($"the run has no seed {one}", $"it has {string.Join(", ", folder.Seeds)}", folder.Path);
        return new Recognizer(folder, folder.Seed(seed ?? BestSeed.Of(folder)), device ?? CPU, weights);
    }

    /// <summary>Loads the model that ships with the program: words alone, each utterance by itself (<see cref="StarterModel"/>).</summary>
    /// <param name="device">Where to compute; null: the processor.</param>
    /// <exception cref="BadInputException">The program lacks it, or a file of it is damaged.</exception>
    public static Recognizer LoadStarter(Device? device = null) => Load(StarterModel.Require(), device: device);

    /// <summary>The emotions of new conversations, such as those of a transcript: features are made with what was fitted in training.</summary>
    /// <param name="conversations">The conversations.</param>
    /// <param name="stop">Ends the work between two batches.</param>
    /// <exception cref="BadInputException">Weights that the features need are not here.</exception>
    public Recognition Predict(IReadOnlyList<Conversation> conversations, CancellationToken stop = default) =>
        Predict(Bare(conversations), entry => Extract(entry, conversations, stop), 32, stop);

    /// <summary>The emotions of a prepared corpus: its own feature files where they were made by the very extractor of the run.</summary>
    /// <param name="corpus">The corpus, or some splits of it.</param>
    /// <param name="batch">Conversations per batch; it matters only to a model without mask, which must have the batch size of its training.</param>
    /// <param name="stop">Ends the work between two batches.</param>
    public Recognition Predict(PreparedCorpus corpus, int batch = 32, CancellationToken stop = default) =>
        Predict(corpus.Corpus with { Emotions = Emotions }, entry => Features(entry, corpus, stop), batch, stop);

    /// <summary>The fused vectors z (eq. 14) of a prepared corpus' turns, from which the emotions are told: an array of D values for each.</summary>
    /// <param name="corpus">As in <see cref="Predict(PreparedCorpus, int, CancellationToken)"/>.</param>
    /// <param name="batch">As there.</param>
    /// <param name="stop">As there.</param>
    public float[][] FusedVectors(PreparedCorpus corpus, int batch = 32, CancellationToken stop = default)
    {
        if (corpus.Corpus.Conversations.Count == 0) return [];
        var dataset = Dataset(corpus.Corpus with { Emotions = Emotions }, Data.Features.ToDictionary(entry => entry.Modality,
            entry => Features(entry, corpus, stop)));
        return Inference.Fused(model, dataset, Batches(dataset, batch), device, stop);
    }

    /// <summary>The emotions of a recording, of its transcript, or of both together.</summary>
    /// <param name="media">A recording of sound, or of sound and pictures; null: there is a transcript alone.</param>
    /// <param name="transcript">An .srt, .vtt, .json or .jsonl file; null: utterances are what is heard between pauses, without words.</param>
    /// <param name="options">How; null: the defaults.</param>
    /// <param name="stop">Ends the work early; with <see cref="AnalysisOptions.Parts"/> it goes on there the next time.</param>
    /// <exception cref="BadInputException">A file cannot be used, or ffmpeg or weights are needed and not there.</exception>
    public Analysis Analyze(string? media, string? transcript = null, AnalysisOptions? options = null, CancellationToken stop = default)
    {
        using var analyzing = Begin(media, transcript, options ?? new AnalysisOptions(), stop);
        AnalyzedTurn[] turns = [.. analyzing.Turns(stop)];
        return new Analysis(turns, analyzing.Remarks, analyzing.Recording);
    }

    /// <summary>As <see cref="Analyze"/>, turn after turn: at once where <see cref="AnalysisOptions.TurnByTurn"/> asks for it.</summary>
    /// <param name="media">As there.</param>
    /// <param name="transcript">As there.</param>
    /// <param name="stop">As there.</param>
    /// <param name="options">As there.</param>
    /// <exception cref="BadInputException">As there.</exception>
    public async IAsyncEnumerable<AnalyzedTurn> AnalyzeAsync(
        string? media, string? transcript = null, [EnumeratorCancellation] CancellationToken stop = default, AnalysisOptions? options = null)
    {
        using var analyzing = await Task.Run(() => Begin(media, transcript, options ?? new AnalysisOptions(), stop), stop).ConfigureAwait(false);
        using var turns = analyzing.Turns(stop).GetEnumerator();
        while (await Task.Run(turns.MoveNext, stop).ConfigureAwait(false)) yield return turns.Current;
    }

    /// <summary>What one utterance of a prepared corpus was predicted from: without which modality it changes, and what MultiAttn looks at.</summary>
    /// <param name="corpus">The corpus, or some splits of it.</param>
    /// <param name="conversation">The conversation's id.</param>
    /// <param name="turn">The corpus' own number of the utterance (<see cref="Utterance.Turn"/>).</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="BadInputException">There is no such conversation or turn; the message says what there is.</exception>
    public Explanation Explain(PreparedCorpus corpus, string conversation, int turn, CancellationToken stop = default)
    {
        var asked = CorpusTurn.Find(corpus, conversation, turn);
        ExtractedFeatures Own(FeatureEntry entry) => FeaturesOfRun.Same(entry, Seed, corpus)
            ? new ExtractedFeatures(asked.RowsOf(corpus.ReadFeatures(entry.Name)), null)
            : Extract(entry, [asked.Conversation], stop);
        var alone = corpus.Corpus with { Emotions = Emotions, Conversations = [asked.Conversation] };
        return new Explaining(this, alone, Data.Features.ToDictionary(entry => entry.Modality, Own)).Explain(asked.Place, stop);
    }

    /// <summary>Frees the model.</summary>
    public void Dispose()
    {
        held?.Dispose();
        model.Dispose();
    }

    /// <summary>The emotions of conversations from features that are made already.</summary>
    internal Recognition Predict(IReadOnlyList<Conversation> conversations, Func<FeatureEntry, ExtractedFeatures> extract, CancellationToken stop) =>
        Predict(Bare(conversations), extract, 32, stop);

    /// <summary>The emotions of a dataset.</summary>
    internal IReadOnlyList<Prediction> Predict(ConversationDataset dataset, IEnumerable<int[]> batches, CancellationToken stop) =>
        Predictions.Of(dataset, Probabilities(Inference.Logits(model, dataset, batches, device, stop)));

    /// <summary>What a turn of the only conversation of a dataset looks at.</summary>
    internal IReadOnlyList<AttentionWeights> Attention(ConversationDataset dataset, int turn) =>
        Inference.Attention(model, dataset, 0, turn, device);

    /// <summary>What is to be said of turns that lack what the model never learnt to do without.</summary>
    internal IEnumerable<string> Untaught(ConversationDataset dataset) =>
        UntaughtAbsence.Remarks(Architecture, modality => dataset.Features(modality)!.Present.Contains(false));

    /// <summary>The features of words of conversations, and absent ones in the place of all others.</summary>
    internal ExtractedFeatures Words(FeatureEntry entry, Conversation conversation, CancellationToken stop) => Extract(entry, [conversation], stop);

    private Analyzing Begin(string? media, string? transcript, AnalysisOptions options, CancellationToken stop) =>
        Analyzing.Begin(this, media, transcript, weights, options, stop);

    private ExtractedFeatures Extract(FeatureEntry entry, IReadOnlyList<Conversation> conversations, CancellationToken stop) =>
        FittedExtractors.Extract(entry, Seed.Features, conversations, weights, device, stop);

    private Corpus Bare(IReadOnlyList<Conversation> conversations) => new("new conversations", Emotions, conversations);

    private Recognition Predict(Corpus corpus, Func<FeatureEntry, ExtractedFeatures> extract, int batch, CancellationToken stop)
    {
        if (corpus.Conversations.Count == 0) return new Recognition([], []);
        var features = Data.Features.ToDictionary(entry => entry.Modality, extract);
        var dataset = Dataset(corpus, features);
        return new Recognition(Predict(dataset, Batches(dataset, batch), stop),
            [.. features.Values.Select(extracted => extracted.Remark).OfType<string>(), .. Untaught(dataset)]);
    }

    private ExtractedFeatures Features(FeatureEntry entry, PreparedCorpus corpus, CancellationToken stop) => FeaturesOfRun.Same(entry, Seed, corpus)
        ? new ExtractedFeatures(corpus.ReadFeatures(entry.Name), null)
        : Extract(entry, corpus.Corpus.Conversations, stop);

    private static ConversationDataset Dataset(Corpus corpus, Dictionary<Modality, ExtractedFeatures> features)
    {
        FeatureMatrix? Matrix(Modality modality) => features.GetValueOrDefault(modality)?.Matrix;
        return new ConversationDataset(corpus, Matrix(Modality.Text), Matrix(Modality.Audio), Matrix(Modality.Visual));
    }

    private IEnumerable<int[]> Batches(ConversationDataset dataset, int batch) =>
        Architecture.Mask ? Inference.ByLength(dataset, batch) : Inference.InOrder(dataset, batch);

    private float[] Probabilities(float[] logits)
    {
        using var scope = NewDisposeScope();
        var scaled = tensor(logits, [logits.Length / Emotions.Count, Emotions.Count]).to(ScalarType.Float64).div(Scalars.Of(temperature));   // (N, C)
        return scaled.softmax(-1).to(ScalarType.Float32).data<float>().ToArray();
    }
}
