using MultiEmo.Conversations;
using MultiEmo.Features.Text;
using MultiEmo.Models.Text;
using MultiEmo.Storage;
using MultiEmo.Storage.Weights;
using MultiEmo.Tests.Support;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Models.Text;

/// <summary>Vectors of turns: the network's own, however the work is divided, and found again by the hash of its weights.</summary>
[Collection(TorchTests.Name)]
public sealed class RobertaExtractorTests : IDisposable
{
    private static readonly RobertaOptions Options = new() { Context = new ContextOptions { Budget = 30 }, Tokens = 90 };

    private readonly TemporaryFolder folder = new();
    private readonly Conversation[] talks = [.. Enumerable.Range(0, 5).Select(Talk)];

    public RobertaExtractorTests() => TinyRoberta.Write(In("tiny"));

    public void Dispose() => folder.Dispose();

    [Theory, InlineData(null), InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public void A_vector_is_the_state_of_the_first_token_in_context(int? layer)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        using var extractor = Extractor(Options with { Layer = layer });
        using var model = TinyRoberta.Model();
        var context = new UtteranceContext(BytePairTokenizer.Load(In("tiny")), Options.Context!);
        int[][] inputs = [.. talks.SelectMany(context.Inputs)];
        var features = extractor.Features(talks, Stop);

        foreach (var (row, input) in inputs.Index().Where(pair => features.Present[pair.Index]))
        {
            var state = model.call(TokenBatch.Of([input], 1), 4).Hidden[layer ?? 3][0][0];
            Tiny.Near(Tiny.Values(state), [.. features.Row(row).ToArray().Select(value => (double)value)], 2e-5, $"row {row}");
        }
    }

    [Fact]
    public void A_turn_without_words_is_absent_and_in_no_batch()
    {
        using var extractor = Extractor();
        bool[] worded = [.. talks.SelectMany(talk => talk.Turns).Select(turn => turn.Text.Trim().Length > 0)];
        var plan = extractor.Plan(talks);

        Assert.Contains(false, worded);
        Assert.Equal(worded, extractor.Features(talks, Stop).Present);
        Assert.Equal(worded.Index().Where(pair => pair.Item).Select(pair => pair.Index), plan.SelectMany(batch => batch.Rows).Order());
        Assert.All(plan, batch => Assert.InRange(batch.Inputs.Count * batch.Inputs.Max(input => input.Length), 1, 90));
    }

    [Fact]
    public void Batches_done_apart_and_in_any_order_give_the_same_bytes()
    {
        using var extractor = Extractor();
        using var other = Extractor();
        var plan = extractor.Plan(talks);
        Assert.InRange(plan.Count, 4, 100);
        float[][][] whole = [.. plan.Select(extractor.Vectors)];

        foreach (int share in new[] { 1, 0, 2 })
            foreach (var (index, batch) in other.Plan(talks).Index().Where(pair => pair.Index % 3 == share))
                Assert.Equal(whole[index], other.Vectors(batch));
    }

    [Fact]
    public void The_folder_of_a_trained_network_says_its_context_and_options_say_otherwise()
    {
        Json.Write(Path.Combine(In("tiny"), "context.json"), new ContextOptions { Past = 1, Future = 0, Speakers = SpeakerNames.None, Budget = 20 });
        using var trained = RobertaExtractor.Load(new RobertaFiles(In("tiny")));
        using var otherwise = Extractor();

        Assert.Equal(["1", "0", "none", "20", "3"], Described(trained));
        Assert.Equal(["1000", "1000", "upper", "30", "3"], Described(otherwise));
        Assert.Equal(Options.Context, RobertaOptions.Of(otherwise.Describe()).Context);
    }

    [Fact]
    public void A_budget_beyond_the_network_s_places_is_the_network_s()
    {
        using var extractor = RobertaExtractor.Load(new RobertaFiles(In("tiny")));

        Assert.Equal("64", extractor.Describe()["budget"]);
        Assert.All(extractor.Plan(talks).SelectMany(batch => batch.Inputs), input => Assert.InRange(input.Length, 3, 64));
    }

    [Fact]
    public void Weights_are_found_where_they_were_or_moved_to_and_by_their_hash_alone()
    {
        using var extractor = Extractor();
        var entry = Entry(extractor);
        var folders = new WeightFolders(Directory.CreateDirectory(In("offline")).FullName, In("cache"));
        RobertaFiles Found(string? weights = null) => RobertaWeightSearch.Find(entry, In("run"), weights, folders);

        Assert.Equal(In("tiny"), Found().Folder);
        Directory.Move(In("tiny"), In("moved"));
        TinyRoberta.Write(In("tiny"), seed: 2);
        Directory.CreateDirectory(Path.Combine(In("offline"), "aaa"));
        File.WriteAllText(Path.Combine(In("offline"), "aaa", "config.json"), "{}");
        string missing = Assert.Throws<BadInputException>(() => Found()).Message;
        Assert.Contains($"need the weights tiny with the SHA-256 {entry.Settings["sha256"]}", missing);
        Assert.Contains("--weights", missing);
        Assert.Equal(In("moved"), Found(In("moved")).Folder);
        Assert.Equal(In("moved"), Found(folder.Path).Folder);
        Directory.Move(In("moved"), Path.Combine(In("offline"), "renamed"));
        Assert.Equal(Path.Combine(In("offline"), "renamed"), Found().Folder);
    }

    [Fact]
    public void A_small_network_travels_with_its_features()
    {
        using var extractor = Extractor();
        Directory.CreateDirectory(In("run"));
        var files = extractor.Save(In("run"), "words");
        Assert.Equal(["words.config.json", "words.vocab.json", "words.merges.txt", "words.model.safetensors"], files);
        Directory.Delete(In("tiny"), recursive: true);
        var found = RobertaWeightSearch.Find(Entry(extractor), In("run"));
        using var travelled = RobertaExtractor.Load(found, RobertaOptions.Of(extractor.Describe()) with { Tokens = 90 });

        Assert.Equal(extractor.Features(talks, Stop).Values, travelled.Features(talks, Stop).Values);
    }

    [Fact]
    public void Weights_in_parts_have_a_hash_of_all_their_parts()
    {
        using var extractor = Extractor();
        string index = Path.Combine(In("tiny"), "model.safetensors.index.json");
        var tensors = Safetensors.Read(Path.Combine(In("tiny"), "model.safetensors")).Tensors;
        File.Delete(Path.Combine(In("tiny"), "model.safetensors"));
        foreach (var part in tensors.Index().GroupBy(pair => pair.Index % 2))
            Safetensors.Write(Path.Combine(In("tiny"), $"part-{part.Key}.safetensors"), part.Select(pair => pair.Item));
        var map = tensors.Keys.Index().ToDictionary(pair => pair.Item, pair => $"part-{pair.Index % 2}.safetensors");
        Json.Write(index, new Dictionary<string, Dictionary<string, string>> { ["weight_map"] = map });
        using var parts = Extractor();
        string before = parts.Describe()["sha256"];

        Assert.Equal(extractor.Features(talks, Stop).Values, parts.Features(talks, Stop).Values);
        string last = Path.Combine(In("tiny"), "part-1.safetensors");
        byte[] bytes = File.ReadAllBytes(last);
        bytes[^1] ^= 1;
        File.WriteAllBytes(last, bytes);
        using var changed = Extractor();
        Assert.NotEqual(before, changed.Describe()["sha256"]);
    }

    [Fact]
    public void Parts_that_do_not_belong_together_are_told()
    {
        Json.Write(Path.Combine(In("tiny"), "config.json"), TinyRoberta.Settings with { Vocabulary = 100 });
        string message = Assert.Throws<BadInputException>(() => Extractor()).Message;
        Assert.Contains("has 100 words and padding 1", message);
        TinyRoberta.Write(In("tiny"));
        Assert.Contains("there is no layer 4", Assert.Throws<BadInputException>(() => Extractor(Options with { Layer = 4 })).Message);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string In(string name) => Path.Combine(folder.Path, name);

    private RobertaExtractor Extractor(RobertaOptions? options = null) => RobertaExtractor.Load(new RobertaFiles(In("tiny")), options ?? Options);

    private static FeatureEntry Entry(RobertaExtractor extractor) =>
        new("words", Modality.Text, extractor.Width, "words", RobertaExtractor.Name, extractor.Describe());

    private static string[] Described(RobertaExtractor extractor) =>
        [.. new[] { "past", "future", "speakers", "budget", "layer" }.Select(key => extractor.Describe()[key])];

    private static Conversation Talk(int index)
    {
        var chance = new Random(index);
        string[] words = ["hello", "the", "thing", "flowing", "who"];
        string Text(int turn) => turn == 2 ? " " : string.Join(' ', Enumerable.Range(0, chance.Next(1, 7)).Select(_ => words[chance.Next(5)]));
        var turns = Enumerable.Range(0, 3 + index).Select(turn => new Utterance(turn, turn % 2 == 0 ? "Ada" : "Bo", Text(turn)));
        return new($"talk/{index}", null, [.. turns]);
    }
}
