using MultiEmo.Conversations;
using MultiEmo.Live;
using MultiEmo.Models;
using MultiEmo.Storage;
using MultiEmo.Tests.Models;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Live;

/// <summary>The managed model beside the torch model, with the same weights.</summary>
[Collection(TorchTests.Name)]
public class LiveModelTests
{
    private const double Tolerance = 1e-4;

    public static TheoryData<string, string, bool> Kinds => Tiny.Kinds;

    public static TheoryData<string> Others =>
        ["unmasked", "unfused", "bare", "reverse without text", "forward with text", "one layer", "regression"];

    [Theory, MemberData(nameof(Kinds))]
    public void It_says_what_the_torch_model_says_at_every_turn_and_of_the_whole(string like, string modalities, bool gaps) =>
        Compare(Tiny.Architecture(like, modalities, gaps), Tiny.Dataset(modalities, gaps, 5, 4, 7));

    [Theory, MemberData(nameof(Others))]
    public void So_does_every_other_kind_of_model(string kind)
    {
        foreach (bool gaps in new[] { false, true }) Compare(Other(kind, gaps), Tiny.Dataset("tav", gaps, 5, 4, 6));
    }

    [Theory, InlineData("iemocap"), InlineData("meld")]
    public void So_it_does_over_forty_turns(string like) => Compare(Tiny.Architecture(like, gaps: true), Tiny.Dataset("tav", true, 1, 2, 40));

    [Fact]
    public void Turns_that_lack_what_the_model_never_learnt_to_do_without_are_taken_as_the_torch_model_takes_them() =>
        Compare(Tiny.Architecture("meld"), Tiny.Dataset("tav", true, 5, 4));

    [Fact]
    public void Weights_of_wider_heads_fit_every_kernel()
    {
        var architecture = Tiny.Architecture("iemocap") with { Width = 144, Heads = 2, Hidden = 130, Layers = 3 };
        using var folder = new TrainedFolder(architecture);
        using (var untracked = TorchSharp.torch.no_grad())
            foreach (var parameter in folder.Model.parameters()) parameter.mul_(0.2);
        Checkpoint.Save(folder.Model, folder.Seed.Model);
        Compare(folder, Tiny.Dataset("tav", false, 25, 9), [0, 1]);
    }

    [Fact]
    public void Threads_change_nothing()
    {
        using var folder = new TrainedFolder(Tiny.Architecture("meld", gaps: true));
        var turns = TrainedFolder.Turns(Tiny.Dataset("tav", true, 300), 0);
        var model = LiveModel.Load(folder.Seed);

        Assert.Equal(model.Logits(turns), model.Logits(turns, threads: 3));
    }

    [Theory, InlineData("iemocap"), InlineData("meld")]
    public void Two_thousand_turns_are_no_trouble(string like)
    {
        using var folder = new TrainedFolder(Tiny.Architecture(like) with { Heads = 1 });
        var turns = TrainedFolder.Turns(Tiny.Dataset("tav", false, 2000), 0);
        var model = LiveModel.Load(folder.Seed);
        long before = GC.GetAllocatedBytesForCurrentThread();

        float[] logits = model.Logits(turns);

        // The attentions of all turns to all turns, of all heads, would be 64 MB at each of twelve places.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 40 << 20);
        Assert.Equal(2000 * 3, logits.Length);
        Assert.All(logits, logit => Assert.True(float.IsFinite(logit)));
        if (like == "meld") Near(Live(model, turns)[^3..], logits[^3..]);
    }

    [Fact]
    public void A_turn_of_a_forward_model_allocates_next_to_nothing()
    {
        using var folder = new TrainedFolder(Tiny.Architecture("meld"));
        var pass = LiveModel.Load(folder.Seed).Begin();
        var turns = TrainedFolder.Turns(Tiny.Dataset("tav", false, 60), 0).Select(turn => new[] { turn }).ToArray();
        var logits = new float[3];
        foreach (var turn in turns[..33]) pass.Append(turn);
        pass.Logits(32, logits);
        long before = GC.GetAllocatedBytesForCurrentThread();

        foreach (var turn in turns[33..])
        {
            pass.Append(turn);
            pass.Logits(pass.Turns - 1, logits);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 27 * 1000);
    }

    [Fact]
    public void Weights_that_do_not_fit_the_architecture_are_told()
    {
        using var folder = new TrainedFolder(Tiny.Architecture("meld"));
        void Fails(Architecture other, string what)
        {
            Json.Write(folder.Seed.Architecture, other);
            Assert.Contains(what, Assert.Throws<BadInputException>(() => LiveModel.Load(folder.Seed)).Message);
        }

        Fails(Tiny.Architecture("meld") with { Layers = 3 }, "no weights for multiattn.multiattn_text.multiattn_layers.2");
        Fails(Tiny.Architecture("meld") with { Layers = 1 }, "weights for multiattn.multiattn_text.multiattn_layers.1");
        Fails(Tiny.Architecture("meld") with { Hidden = 13 }, "weights of shape [12, 8]");
        Fails(Tiny.Architecture("meld") with { Heads = 3 }, "out of range");
        Fails(Tiny.Architecture("meld") with { Kind = "multemo" }, "unknown kind of model 'multemo'");
    }

    [Fact]
    public void Features_of_another_width_are_told()
    {
        using var folder = new TrainedFolder(Tiny.Architecture("meld"));
        var model = LiveModel.Load(folder.Seed);

        var fault = Assert.Throws<BadInputException>(() => model.Logits([new LiveTurn("Ada") { Audio = new float[3] }]));
        Assert.Contains("a turn has 3 audio features, the model reads 4", fault.Message);
    }

    private static Architecture Other(string kind, bool gaps) => kind switch
    {
        "unmasked" => Tiny.Architecture("iemocap", gaps: gaps) with { Mask = false },
        "unfused" => Tiny.Architecture("meld", gaps: gaps) with { MultiAttn = false },
        "bare" => Tiny.Architecture("meld", gaps: gaps) with { ReferenceParameters = false },
        "reverse without text" => Tiny.Architecture("iemocap", gaps: gaps) with { TextContext = false },
        "forward with text" => Tiny.Architecture("meld", gaps: gaps) with { TextContext = true },
        "one layer" => Tiny.Architecture("meld", gaps: gaps) with { Layers = 1, MultiAttn = !gaps, ReferenceParameters = false },
        _ => Tiny.Architecture("meld") with { Kind = "logistic-regression" },
    };

    private static void Compare(Architecture architecture, ConversationDataset dataset)
    {
        using var folder = new TrainedFolder(architecture);
        for (int conversation = 0; conversation < dataset.Count; conversation++)
            Compare(folder, dataset, Enumerable.Range(1, dataset.Corpus.Conversations[conversation].Turns.Count), conversation);
    }

    private static void Compare(TrainedFolder folder, ConversationDataset dataset, int[] conversations)
    {
        foreach (int conversation in conversations) Compare(folder, dataset, [dataset.Corpus.Conversations[conversation].Turns.Count], conversation);
    }

    private static void Compare(TrainedFolder folder, ConversationDataset dataset, IEnumerable<int> lengths, int conversation)
    {
        var model = LiveModel.Load(folder.Seed);
        var turns = TrainedFolder.Turns(dataset, conversation);
        float[] live = Live(model, turns);
        foreach (int length in lengths)
        {
            float[] expected = folder.Logits(dataset, conversation, length);
            Near(expected, model.Logits(turns[..length]));
            Near(expected[^3..], live[((length - 1) * 3)..(length * 3)]);
        }
    }

    private static float[] Live(LiveModel model, IEnumerable<LiveTurn> turns)
    {
        var pass = model.Begin();
        var all = new List<float>();
        var logits = new float[3];
        foreach (var turn in turns)
        {
            pass.Append([turn]);
            pass.Logits(pass.Turns - 1, logits);
            all.AddRange(logits);
        }
        return [.. all];
    }

    private static void Near(float[] expected, float[] actual) =>
        Tiny.Near([.. expected.Select(value => (double)value)], [.. actual.Select(value => (double)value)], Tolerance);
}
