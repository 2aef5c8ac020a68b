using System.Numerics;
using MultiEmo.Audio.Spectra;

namespace MultiEmo.Tests.Audio;

/// <summary>The Fourier transform against its definition.</summary>
public class FourierTests
{
    public static TheoryData<int> Sizes => [4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096];

    [Theory, MemberData(nameof(Sizes))]
    public void It_is_the_sum_that_defines_it(int size)
    {
        float[] time = SyntheticVoice.Noise(size, 1, 1, seed: size);
        float[] re = new float[(size / 2) + 1], im = new float[(size / 2) + 1];

        new RealFourier(size).Forward(time, re, im);

        foreach (int bin in new[] { 0, 1, size / 4, (size / 2) - 1, size / 2 }.Distinct())
        {
            var expected = Enumerable.Range(0, size).Aggregate(Complex.Zero, (sum, n) =>
                sum + (time[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * bin * n / size)));
            Assert.Equal(expected.Real, re[bin], 1e-5 * Math.Sqrt(size) * 4);
            Assert.Equal(expected.Imaginary, im[bin], 1e-5 * Math.Sqrt(size) * 4);
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void The_inverse_leads_back(int size)
    {
        float[] time = SyntheticVoice.Noise(size, 1, 1, seed: size);
        float[] packed = new float[size], back = new float[size];
        var fourier = new RealFourier(size);

        fourier.Forward(time, packed);
        fourier.Inverse(packed, back);

        Assert.All(time.Zip(back), pair => Assert.Equal(pair.First, pair.Second / size, 1e-5));
    }

    [Fact]
    public void A_shorter_frame_is_padded_with_zeros()
    {
        float[] time = SyntheticVoice.Noise(51, 1, 1), padded = [.. time, .. new float[13]];
        float[] one = new float[64], two = new float[64];

        new RealFourier(64).Forward(time, one);
        new RealFourier(64).Forward(padded, two);

        Assert.Equal(two, one);
    }
}
