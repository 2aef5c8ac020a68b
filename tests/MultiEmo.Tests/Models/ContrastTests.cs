using MultiEmo.Models.Losses;
using MultiEmo.Tests.Support;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Models;

/// <summary>SWFC a block of anchors at a time is SWFC over the whole N x N matrix, in value and in gradient.</summary>
[Collection(TorchTests.Name)]
public class ContrastTests
{
    [Theory, InlineData(1, 2.0, 1.4), InlineData(2, 2.4, 0.8), InlineData(95, 2.0, 1.4), InlineData(250, 2.4, 0.8), InlineData(250, 0.5, 0.05)]
    public void Blocks_give_the_value_and_the_gradient_of_the_whole(int count, double focus, double temperature)
    {
        var random = new Random(2);
        long[] labels = [.. Enumerable.Range(0, count).Select(_ => (long)random.Next(4))];
        if (count > 90) labels[7] = 4;      // the only one of its class
        var loss = new SwfcLoss(new LossSettings { Focus = focus, Temperature = temperature }, [50, 20, 10, 5, 1]);
        double[] numbers = [.. Enumerable.Range(0, count * 24).Select(_ => (double)(random.NextSingle() - 0.5f))];
        int before = get_num_threads();
        foreach (int threads in (int[])[1, 2])
        {
            set_num_threads(threads);
            var (expected, slope) = Run(ScalarType.Float64);
            var (actual, ofBlocks) = Run(ScalarType.Float32);
            Assert.Equal(expected, actual, 1e-6 * Math.Max(1, Math.Abs(expected)));
            Tiny.Near(slope, ofBlocks, (1e-5 * slope.Max(Math.Abs)) + 1e-8);
        }
        set_num_threads(before);

        (double Value, double[] Gradient) Run(ScalarType type)
        {
            using var scope = NewDisposeScope();
            var z = tensor(numbers, [count, 24]).to(type).requires_grad_();
            var value = loss.Of(z, tensor(labels));
            value.backward();
            return (value.to(ScalarType.Float64).item<double>(), Tiny.Values(z.grad!));
        }
    }
}
