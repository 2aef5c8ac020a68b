using MultiEmo.Conversations;
using MultiEmo.Features.Text;
using MultiEmo.Models.Text;
using MultiEmo.Storage;
using MultiEmo.Tests.Models;
using MultiEmo.Tests.Support;
using MultiEmo.Training;
using static TorchSharp.torch;
using LiveEncoder = MultiEmo.Live.Words.SmallEncoder;

namespace MultiEmo.Tests.Live;

/// <summary>The small encoder in managed code beside that of libtorch, with the same file.</summary>
[Collection(TorchTests.Name)]
public sealed class SmallEncoderTests : IDisposable
{
    private static readonly string[] Texts =
    [
        "so what do you want from me now", "no!", "", "I am fine, thanks", "fine", "…",
        string.Join(' ', Enumerable.Range(0, 90).Select(i => $"word{i}")),
    ];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory, InlineData(6, 5), InlineData(32, 40)]
    public void It_makes_the_same_vectors(int embedding, int state)
    {
        string path = Write(embedding, state);
        using var torch = SmallEncoderExtractor.Load(path);
        Utterance[] turns = [.. Texts.Select((text, turn) => new Utterance(turn, "Ada", text))];

        var live = LiveEncoder.Load(path).Features(turns);
        var expected = torch.Features([new Conversation("talk", null, turns)], TestContext.Current.CancellationToken);

        Assert.Equal(expected.Present, live.Present);
        Assert.False(live.Present[2]);
        Tiny.Near([.. expected.Values.Select(value => (double)value)], [.. live.Values.Select(value => (double)value)], 1e-5);
        Assert.Equal(live.Values, LiveEncoder.Load(path).Features(turns).Values);
    }

    [Fact]
    public void A_file_of_another_kind_is_told()
    {
        string path = Path.Combine(folder.Path, "other.safetensors");
        Safetensors.Write(path, []);

        Assert.Contains("is no small encoder", Assert.Throws<BadInputException>(() => LiveEncoder.Load(path)).Message);
    }

    private string Write(int embedding, int state)
    {
        var settings = new SmallEncoderSettings
        {
            Hashing = new HashedWordOptions { Words = 50, Grams = 70 },
            Embedding = embedding,
            State = state,
            Width = 12,
            Heads = [new EmotionSet("moods", ["calm", "joy", "anger"])],
        };
        Seeds.Start(1);
        using var encoder = new SmallEncoder(settings);
        using var untracked = no_grad();
        foreach (var parameter in encoder.parameters()) parameter.normal_(0, 0.3);
        string path = Path.Combine(folder.Path, "encoder.safetensors");
        SmallEncoderFile.Write(path, encoder, settings);
        return path;
    }
}
