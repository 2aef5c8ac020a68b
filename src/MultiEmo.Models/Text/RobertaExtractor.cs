using MultiEmo.Conversations;
using MultiEmo.Features.Text;
using MultiEmo.Storage.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace MultiEmo.Models.Text;

/// <summary>
/// The vector that a RoBERTa has for a turn in its context: the state of <c>&lt;s&gt;</c>. A turn without words has none. One extractor serves one
/// thread at a time.
/// </summary>
public sealed class RobertaExtractor : TextExtractor
{
    /// <summary>The extractor's name in corpus.json.</summary>
    public const string Name = "roberta";

    private const long LargestThatTravels = 32 << 20;

    private readonly RobertaFiles files;
    private readonly RobertaSettings settings;
    private readonly RobertaOptions options;
    private readonly ContextOptions context;
    private readonly BytePairTokenizer tokenizer;
    private readonly Roberta model;
    private readonly Device device;
    private readonly string hash;

    private RobertaExtractor(RobertaFiles files, RobertaOptions options, Device device)
    {
        (this.files, this.options, this.device) = (files, options, device);
        settings = files.Read(out tokenizer);
        var wanted = options.Context ?? files.ReadContext() ?? new ContextOptions();
        context = wanted with { Budget = Math.Min(wanted.Budget, settings.LongestInput) };
        Layer = options.Layer ?? settings.Layers;
        if (Layer < 0 || Layer > settings.Layers)
            throw new BadInputException($"there is no layer {Layer}", $"choose one of 0 (the embeddings) to {settings.Layers}", files.Config);
        model = new Roberta(settings);
        hash = WeightFile.Sha256(files.Weights);
        var weights = WeightFile.Read(files.Weights);
        RobertaWeights.Load(model, weights.Tensors, weights.Path);
        model.to(device);
        model.eval();
    }

    /// <inheritdoc/>
    public override string Kind => Name;

    /// <inheritdoc/>
    public override IReadOnlyList<string> MayDiffer => [RobertaOptions.Place];

    /// <inheritdoc/>
    public override int Width => settings.Width;

    /// <summary>The layer that vectors are taken from.</summary>
    public int Layer { get; }

    /// <summary>Loads a network.</summary>
    /// <param name="files">Where it is; see <see cref="RobertaFiles.Find"/>.</param>
    /// <param name="options">How vectors are made; null: the defaults.</param>
    /// <param name="device">Where to compute; null: on the processor.</param>
    /// <exception cref="BadInputException">A file is missing or damaged, or they do not belong together.</exception>
    public static RobertaExtractor Load(RobertaFiles files, RobertaOptions? options = null, Device? device = null) =>
        new(files, options ?? new RobertaOptions(), device ?? CPU);

    /// <inheritdoc/>
    public override float[][] Vectors(TextBatch batch)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var tokens = TokenBatch.Of(batch.Inputs, settings.Padding).To(device);
        var first = model.First(tokens, Layer).to(ScalarType.Float32).cpu().contiguous();       // (B, D)
        return [.. first.data<float>().ToArray().Chunk(Width)];
    }

    /// <inheritdoc/>
    public override TextExtractor Copy() => Load(files, options, device);

    /// <summary>
    /// What corpus.json keeps, so that the same vectors can be made again: name, place and SHA-256 of the weights, context and layer.
    /// </summary>
    public override IReadOnlyDictionary<string, string> Describe()
    {
        var described = RobertaOptions.Settings(context, Layer);
        described[RobertaOptions.Called] = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(files.Folder)));
        described[RobertaOptions.Place] = Path.GetFullPath(files.Folder);
        described[RobertaOptions.Hash] = hash;
        return described;
    }

    /// <summary>Writes the network beside the features if it is small (below 32 MiB); a larger one is found again by its hash.</summary>
    /// <param name="folder">The folder of the features.</param>
    /// <param name="name">The name of the feature file.</param>
    /// <returns>The names of the files written; none where the network is large.</returns>
    /// <exception cref="BadInputException">A file cannot be written.</exception>
    public override IReadOnlyList<string> Save(string folder, string name)
    {
        long bytes = model.parameters().Sum(parameter => parameter.numel() * parameter.element_size());
        if (bytes >= LargestThatTravels) return [];
        var target = RobertaFiles.Beside(folder, name);
        files.CopyTo(target, settings);
        Checkpoint.Save(model, target.Model);
        return [.. target.Names()];
    }

    /// <summary>Frees the network.</summary>
    public override void Dispose()
    {
        model.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override int Tokens => options.Tokens;

    /// <inheritdoc/>
    protected override IEnumerable<int[]> Inputs(Conversation conversation) => new UtteranceContext(tokenizer, context).Inputs(conversation);
}
