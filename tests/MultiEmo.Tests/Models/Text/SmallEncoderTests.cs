using MultiEmo.Conversations;
using MultiEmo.Features.Text;
using MultiEmo.Models.Text;
using MultiEmo.Storage;
using MultiEmo.Tests.Support;
using MultiEmo.Training;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Models.Text;

/// <summary>The small encoder, by its laws and beside a slow twin.</summary>
[Collection(TorchTests.Name)]
public sealed class SmallEncoderTests : IDisposable
{
    private static readonly SmallEncoderSettings Settings = new()
    {
        Hashing = new HashedWordOptions { Words = 50, Grams = 70 },
        Embedding = 6,
        State = 5,
        Width = 4,
        Heads = [new EmotionSet("moods", ["calm", "joy", "anger"]), new EmotionSet("other", ["up", "down"])],
    };

    private static readonly string[] Texts = ["so what do you want from me now", "no!", "I am fine, thanks", "fine"];

    private readonly TemporaryFolder folder = new();
    private readonly HashedWords hashing = new(Settings.Hashing);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_vectors_are_those_of_a_slow_twin()
    {
        using var encoder = Encoder();
        var twin = new SlowEncoder(encoder, hashing, Settings);
        double[] vectors = Vectors(encoder, Texts);

        foreach (var (row, text) in ByLength(Texts).Index()) Tiny.Near(twin.Vector(text), vectors[(row * 4)..((row + 1) * 4)], 1e-6, text);
    }

    [Fact]
    public void Padding_changes_nothing()
    {
        using var encoder = Encoder();
        double[] together = Vectors(encoder, Texts);

        foreach (var (row, text) in ByLength(Texts).Index()) Tiny.Near(Vectors(encoder, text), together[(row * 4)..((row + 1) * 4)], 1e-6, text);
    }

    [Fact]
    public void Every_parameter_in_use_gets_a_gradient()
    {
        using var scope = NewDisposeScope();
        using var encoder = Encoder();
        encoder.train();
        var vectors = encoder.call(Batch(Texts));
        (encoder.Logits(0, vectors).square().sum() + encoder.Logits(1, vectors).square().sum()).backward();

        Assert.All(encoder.named_parameters(), pair => Assert.True(pair.parameter.grad!.abs().sum().item<float>() > 0, pair.name));
    }

    [Fact]
    public void Dropout_acts_in_training_alone()
    {
        Seeds.Start(1);
        using var encoder = new SmallEncoder(Settings, new SmallEncoderDropout { Words = 0.5 });
        encoder.train();
        double[] one = Vectors(encoder, Texts), other = Vectors(encoder, Texts);
        encoder.eval();

        Assert.NotEqual(one, other);
        Assert.Equal(Vectors(encoder, Texts), Vectors(encoder, Texts));
    }

    [Fact]
    public void A_file_gives_the_encoder_back_with_the_table_rounded_to_float16()
    {
        using var encoder = Encoder();
        string path = Path.Combine(folder.Path, SmallEncoderFile.Name), again = path + "2";
        SmallEncoderFile.Write(path, encoder, Settings);
        using var read = SmallEncoderFile.Read(path);
        SmallEncoderFile.Write(again, read, SmallEncoderFile.ReadSettings(path));

        Tiny.Near(Vectors(encoder, Texts), Vectors(read, Texts), 1e-3);
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(again));
        Assert.Equal(["calm", "joy", "anger"], SmallEncoderFile.ReadSettings(path).Heads[0].Labels);
    }

    [Fact]
    public void An_extractor_gives_every_turn_with_words_its_vector_in_any_order_of_work()
    {
        using var encoder = Encoder();
        string path = Path.Combine(folder.Path, SmallEncoderFile.Name);
        SmallEncoderFile.Write(path, encoder, Settings);
        using var extractor = SmallEncoderExtractor.Load(folder.Path);
        Conversation[] said = [new("a", null, [Turn(0, Texts[0]), Turn(1, " "), Turn(2, Texts[1])]), new("b", null, [Turn(0, Texts[2])])];
        var features = extractor.Features(said, TestContext.Current.CancellationToken);
        extractor.Save(folder.Path, "copy");
        using var copy = SmallEncoderExtractor.Load(Path.Combine(folder.Path, SmallEncoderExtractor.FileOf("copy")));

        Assert.Equal([true, false, true, true], features.Present);
        Assert.Equal(features.Values, copy.Features([.. said], TestContext.Current.CancellationToken).Values);
        Assert.Equal(extractor.Describe(), copy.Describe());
        using var read = SmallEncoderFile.Read(path);
        Tiny.Near(Vectors(read, Texts[2]), [.. features.Row(3).ToArray().Select(value => (double)value)], 1e-6);
    }

    [Theory]
    [InlineData("format", "multiemo encoder 2", "is no small encoder")]
    [InlineData("encoder", "{\"state\": 0}", "out of range")]
    [InlineData("encoder", "{", "cannot be read")]
    [InlineData("encoder", "{\"state\": 9}", "weights ")]
    public void Damaged_files_are_told(string key, string value, string told)
    {
        using var encoder = Encoder();
        string path = Path.Combine(folder.Path, SmallEncoderFile.Name);
        SmallEncoderFile.Write(path, encoder, Settings);
        var file = Safetensors.Read(path);
        Safetensors.Write(path, file.Tensors, new Dictionary<string, string>(file.Metadata) { [key] = value });

        Assert.Contains(told, Assert.Throws<BadInputException>(() => SmallEncoderFile.Read(path)).Message);
    }

    [Fact]
    public void No_tensor_is_left_by_a_batch()
    {
        using var encoder = Encoder();
        void Run()
        {
            using var scope = NewDisposeScope();
            _ = encoder.call(Batch(Texts));
        }
        Run();
        long before = Tensor.TotalCount;
        for (int i = 0; i < 5; i++) Run();

        Assert.Equal(before, Tensor.TotalCount);
    }

    private static Utterance Turn(int turn, string text) => new(turn, "Ana", text, null);

    private static SmallEncoder Encoder()
    {
        Seeds.Start(7);
        var encoder = new SmallEncoder(Settings);
        encoder.eval();
        return encoder;
    }

    private IEnumerable<string> ByLength(IEnumerable<string> texts) => texts.OrderByDescending(text => hashing.Words(text).Length);

    private WordBatch Batch(params string[] texts) => WordBatch.Of([.. ByLength(texts).Select(hashing.Words)], hashing);

    private double[] Vectors(SmallEncoder encoder, params string[] texts)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        return Tiny.Values(encoder.call(Batch(texts)));
    }
}
