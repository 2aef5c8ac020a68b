using MultiEmo.Models;
using MultiEmo.Storage;
using MultiEmo.Tests.Models.Twins;
using MultiEmo.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Models;

/// <summary>The network equals slow twins that follow the equations word by word.</summary>
[Collection(TorchTests.Name)]
public class TwinTests
{
    private static readonly int[] Lengths = [6, 4, 1];

    [Theory, MemberData(nameof(Tiny.Kinds), MemberType = typeof(Tiny))]
    public void The_model_equals_its_slow_twin(string like, string modalities, bool gaps) =>
        Compare(Tiny.Architecture(like, modalities, gaps), Tiny.Dataset(modalities, gaps, Lengths));

    [Theory, InlineData("iemocap"), InlineData("meld")]
    public void Without_MultiAttn_too(string like) =>
        Compare(Tiny.Architecture(like, gaps: true) with { MultiAttn = false }, Tiny.Dataset("tav", true, Lengths));

    [Theory, InlineData("iemocap"), InlineData("meld")]
    public void A_model_that_never_saw_a_gap_takes_zeros_for_what_is_absent(string like) =>
        Compare(Tiny.Architecture(like, gaps: false), Tiny.Dataset("tav", true, Lengths));

    [Fact]
    public void DialogueRNN_equals_its_slow_twin_in_every_state()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var recurrence = new DialogueRnn(8);
        foreach (var parameter in recurrence.parameters()) parameter.normal_(0, 0.5);
        recurrence.to(ScalarType.Float64);
        var dataset = Tiny.Dataset("t", false, 2, 5, 9);
        var batch = Tiny.Batch(dataset);
        var x = randn([9, 3, 8], ScalarType.Float64);                                   // (T, B, D)
        var states = recurrence.call(x, TurnOrder.Of(batch, 8), 0);

        for (int b = 0; b < 3; b++)
        {
            int[] speakers = SlowModel.Speakers(dataset.Corpus.Conversations[b]);
            var slow = new SlowDialogueRnn(new Weights(recurrence), "").Run(Tiny.Rows(x.select(1, b))[..speakers.Length], speakers);
            void Same(List<double[]> expected, Tensor actual) =>
                Tiny.Near([.. expected.SelectMany(row => row)], Tiny.Values(actual.select(1, b).narrow(0, 0, speakers.Length)), 1e-12);
            Same(slow.Global, states.Global);
            Same(slow.Party, states.Party);
            Same(slow.Emotion, states.Emotion);
        }
    }

    [Fact]
    public void Attention_gives_a_hidden_turn_nothing_and_the_others_all()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var attention = new MultiHeadAttention(2, 8);
        attention.to(ScalarType.Float64);
        var (query, partner) = (randn([2, 5, 8], ScalarType.Float64), randn([2, 5, 8], ScalarType.Float64));
        var visible = tensor(new[] { true, false, true, true, false, true, true, true, false, false }, [2, 5]);
        var mask = new KeyMask(visible.logical_not().unsqueeze(1).unsqueeze(1), null);
        var weights = attention.Attention(query, partner, mask);                         // (B, H, T, T)
        var changed = where(visible.unsqueeze(-1), partner, randn_like(partner) * 1000);

        Assert.Equal([2, 2, 5, 5], weights.shape);
        Assert.All(Tiny.Values(weights.masked_select(mask.Hidden.expand(weights.shape))), weight => Assert.Equal(0, weight));
        Assert.All(Tiny.Values(weights.sum(-1)), sum => Assert.Equal(1, sum, 12));
        Tiny.Near(Tiny.Values(attention.call(query, partner, mask)), Tiny.Values(attention.call(query, changed, mask)), 0);
    }

    private static void Compare(Architecture architecture, ConversationDataset dataset)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var model = Tiny.Model(architecture);
        var scores = model.call(Tiny.Batch(dataset));
        var twin = new SlowModel(architecture, new Weights(model));
        for (int conversation = 0; conversation < dataset.Count; conversation++)
        {
            var slow = twin.Run(dataset, conversation);
            var own = scores.Select(arange(dataset.FirstRow(conversation), dataset.FirstRow(conversation + 1), ScalarType.Int64));
            Tiny.Near([.. slow.Fused.Values.SelectMany(rows => rows).SelectMany(row => row)],
                [.. own.Modalities.SelectMany(modality => Tiny.Values(modality.Features))], 1e-10, "fused features");
            Tiny.Near([.. slow.Z.SelectMany(row => row)], Tiny.Values(own.Fused), 1e-10, "z");
            Tiny.Near([.. slow.Logits.SelectMany(row => row)], Tiny.Values(own.Logits), 1e-10, "logits");
        }
    }
}
