using MultiEmo.Conversations;
using MultiEmo.Features;
using MultiEmo.Features.Text;
using MultiEmo.Storage.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace MultiEmo.Models.Text;

/// <summary>The vectors of a trained small encoder; each turn by its own words.</summary>
public sealed class SmallEncoderExtractor : TextExtractor
{
    /// <summary>The extractor's name in corpus.json.</summary>
    public const string Name = SmallEncoderSettings.Extractor;

    /// <summary>The setting with the SHA-256 of the encoder's file.</summary>
    public const string Hash = NetworkKeys.TextHash;

    private readonly string path;
    private readonly SmallEncoder encoder;
    private readonly HashedWords hashing;
    private readonly Device device;

    private SmallEncoderExtractor(string path, Device device, HashedWords? known = null)
    {
        (this.path, this.device) = (path, device);
        var settings = SmallEncoderFile.ReadSettings(path);
        (encoder, hashing, Width) = (SmallEncoderFile.Read(path), known ?? new HashedWords(settings.Hashing), settings.Width);
        encoder.to(device);
    }

    /// <inheritdoc/>
    public override string Kind => Name;

    /// <inheritdoc/>
    public override int Width { get; }

    /// <summary>Loads an encoder.</summary>
    /// <param name="path">Its file, or the folder that finetune-text wrote.</param>
    /// <param name="device">Where to compute; null: on the processor.</param>
    /// <exception cref="BadInputException">There is no such file, or it holds something else.</exception>
    public static SmallEncoderExtractor Load(string path, Device? device = null) =>
        new(Directory.Exists(path) ? Path.Combine(path, SmallEncoderFile.Name) : path, device ?? CPU);

    /// <summary>The file that <see cref="Save"/> writes beside features.</summary>
    public static string FileOf(string name) => SmallEncoderSettings.FileOf(name);

    /// <inheritdoc/>
    public override float[][] Vectors(TextBatch batch)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var vectors = encoder.call(WordBatch.Of(batch.Inputs, hashing).To(device)).cpu();      // (B, D)
        return [.. vectors.data<float>().ToArray().Chunk(Width)];
    }

    /// <inheritdoc/>
    public override IEnumerable<int> Meaning(int[] input) => input.SelectMany(word => hashing.Rows(word).Append(-1));

    /// <summary>Another extractor, which knows the words by the same numbers.</summary>
    public override TextExtractor Copy() => new SmallEncoderExtractor(path, device, hashing);

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Describe() => new Dictionary<string, string> { [Hash] = WeightFile.Sha256(path) };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Save(string folder, string name)
    {
        SmallEncoderFile.Copy(path, Path.Combine(folder, FileOf(name)));
        return [FileOf(name)];
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        encoder.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override int Tokens => 4096;

    /// <inheritdoc/>
    protected override IEnumerable<int[]> Inputs(Conversation conversation) => conversation.Turns.Select(turn => hashing.Words(turn.Text));
}
