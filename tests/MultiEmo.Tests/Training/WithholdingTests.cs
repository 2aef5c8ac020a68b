using MultiEmo.Models;
using MultiEmo.Tests.Models;
using MultiEmo.Tests.Support;
using MultiEmo.Training;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Tests.Training;

/// <summary>Modalities are taken away from whole conversations, never all of them.</summary>
[Collection(TorchTests.Name)]
public class WithholdingTests
{
    private static readonly int[] Lengths = [4, 2, 3, 1];

    [Theory, InlineData("tav"), InlineData("ta"), InlineData("v")]
    public void One_modality_always_stays_and_padding_stays_present(string modalities)
    {
        using var scope = NewDisposeScope();
        var batch = Tiny.Batch(Tiny.Dataset(modalities, false, Lengths));
        var chance = new Random(1);
        for (int trial = 0; trial < 50; trial++)
        {
            var left = Withholding.Apply(batch, 0.9, chance);
            var there = Inputs(left).Select(input => input.Present ?? ones_like(batch.Mask)).ToArray();

            Assert.All(there, present => Assert.True(present.logical_or(batch.Mask).all().item<bool>()));
            Assert.True(there.Aggregate((one, other) => one.logical_or(other)).all().item<bool>());
            Assert.All(there, present => Assert.True(Whole(present, batch.Mask)));
        }
    }

    [Fact]
    public void What_stays_is_unchanged_and_what_goes_is_zero()
    {
        using var scope = NewDisposeScope();
        var batch = Tiny.Batch(Tiny.Dataset("tav", true, Lengths));
        var left = Withholding.Apply(batch, 0.5, new Random(3));
        foreach (var (before, after) in Inputs(batch).Zip(Inputs(left)))
        {
            var present = after.Present!.unsqueeze(-1);

            Assert.True(before.Present!.logical_or(after.Present!.logical_not()).all().item<bool>());
            Tiny.Near(Tiny.Values(before.Values * present), Tiny.Values(after.Values), 0);
        }
    }

    [Fact]
    public void It_happens_as_often_as_it_should_and_not_at_all_at_rate_zero()
    {
        using var scope = NewDisposeScope();
        var batch = Tiny.Batch(Tiny.Dataset("tav", false, Lengths));
        var chance = new Random(2);
        int withheld = Enumerable.Range(0, 300).Sum(_ => Inputs(Withholding.Apply(batch, 0.2, chance)).Sum(input =>
            input.Present is null ? 0 : Lengths.Length - (int)input.Present.all(1).sum().item<long>()));

        Assert.InRange(withheld / (300.0 * 3 * Lengths.Length), 0.17, 0.22);
        Assert.Equal(batch, Withholding.Apply(batch, 0, chance));
    }

    private static IEnumerable<ModalityInput> Inputs(ConversationBatch batch) =>
        new[] { batch.Text, batch.Audio, batch.Visual }.OfType<ModalityInput>();

    // Every conversation has the modality at all of its turns or at none.
    private static bool Whole(Tensor present, Tensor mask)
    {
        var turns = present.logical_and(mask).sum(1);
        return turns.eq(0).logical_or(turns.eq(mask.sum(1))).all().item<bool>();
    }
}
