using MultiEmo.Models;
using MultiEmo.Tests.Support;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Tests.Models;

/// <summary>With the mask on, what a batch is padded with and who else is in it does not matter.</summary>
[Collection(TorchTests.Name)]
public class MaskTests
{
    private static readonly int[] Lengths = [5, 3, 7, 1];

    [Theory, MemberData(nameof(Tiny.Kinds), MemberType = typeof(Tiny))]
    public void A_conversation_alone_equals_itself_in_any_batch_in_any_order(string like, string modalities, bool gaps) =>
        Compare(like, modalities, gaps, ScalarType.Float64, 1e-10);

    [Theory, InlineData("iemocap", true), InlineData("iemocap", false), InlineData("meld", true), InlineData("meld", false)]
    public void In_single_precision_too(string like, bool gaps) => Compare(like, "tav", gaps, ScalarType.Float32, 1e-5);

    [Theory, MemberData(nameof(Tiny.Kinds), MemberType = typeof(Tiny))]
    public void More_padding_and_rubbish_in_it_change_nothing(string like, string modalities, bool gaps)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var model = Tiny.Model(Tiny.Architecture(like, modalities, gaps));
        var batch = Tiny.Batch(Tiny.Dataset(modalities, gaps, Lengths));
        var (plain, padded) = (model.call(batch), model.call(Padded(batch, 3)));

        Tiny.Near(Outputs(plain, 0, Lengths.Sum()), Outputs(padded, 0, Lengths.Sum()), 1e-10);
    }

    [Fact]
    public void Without_the_mask_a_conversation_depends_on_its_batch()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var model = Tiny.Model(Tiny.Architecture("meld") with { Mask = false });
        var dataset = Tiny.Dataset("tav", false, Lengths);

        double[] alone = Outputs(model.call(Tiny.Batch(dataset, [0])), 0, Lengths[0]);
        double[] among = Outputs(model.call(Tiny.Batch(dataset)), 0, Lengths[0]);

        Assert.True(alone.Zip(among, (one, other) => Math.Abs(one - other)).Max() > 1e-3);
    }

    [Fact]
    public void Without_the_mask_absent_features_are_zeros_and_attended_to()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var model = Tiny.Model(Tiny.Architecture("meld") with { Mask = false });
        var batch = Tiny.Batch(Tiny.Dataset("tav", true, 4, 4));
        var zeros = batch with { Text = Complete(batch.Text), Audio = Complete(batch.Audio), Visual = Complete(batch.Visual) };

        Tiny.Near(Outputs(model.call(zeros), 0, 8), Outputs(model.call(batch), 0, 8), 0);
    }

    private static ModalityInput Complete(ModalityInput? input) => new(input!.Values, null);

    private static void Compare(string like, string modalities, bool gaps, ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var model = Tiny.Model(Tiny.Architecture(like, modalities, gaps), type);
        var dataset = Tiny.Dataset(modalities, gaps, Lengths);
        double[][] alone = [.. Lengths.Select((length, index) => Outputs(model.call(Tiny.Batch(dataset, [index], type)), 0, length))];
        foreach (int[] batch in new int[][] { [0, 1, 2, 3], [3, 1, 0, 2], [1, 3], [2, 1] })
        {
            var together = model.call(Tiny.Batch(dataset, batch, type));
            int first = 0;
            foreach (int index in batch)
            {
                Tiny.Near(alone[index], Outputs(together, first, Lengths[index]), tolerance, $"conversation {index} in [{string.Join(", ", batch)}]");
                first += Lengths[index];
            }
        }
    }

    private static double[] Outputs(Scores scores, int first, int count)
    {
        var own = scores.Select(arange(first, first + count, ScalarType.Int64));
        return [.. own.Modalities.Select(modality => modality.Features).Append(own.Fused).Append(own.Logits).SelectMany(Tiny.Values)];
    }

    private static ConversationBatch Padded(ConversationBatch batch, int more)
    {
        long conversations = batch.Mask.shape[0];
        Tensor Longer(Tensor values) => cat([values, values.new_zeros([conversations, more, .. values.shape[2..]])], 1);
        var mask = Longer(batch.Mask);
        ModalityInput? Input(ModalityInput? input)
        {
            if (input is null) return null;
            var values = Longer(input.Values);
            values = where(mask.unsqueeze(-1), values, randn_like(values) * 100);
            return new(values, input.Present is null ? null : Longer(input.Present).logical_or(mask.logical_not()));
        }
        return batch with
        {
            Text = Input(batch.Text),
            Audio = Input(batch.Audio),
            Visual = Input(batch.Visual),
            Speakers = Longer(batch.Speakers),
            Mask = mask,
            Turns = mask.flatten().nonzero().squeeze(-1),
        };
    }
}
