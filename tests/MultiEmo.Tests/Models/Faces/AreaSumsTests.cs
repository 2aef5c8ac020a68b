using MultiEmo.Models.Faces;

namespace MultiEmo.Tests.Models.Faces;

/// <summary>Resizing by area equals adding up the pixels one by one.</summary>
public class AreaSumsTests
{
    [Theory]
    [InlineData(0, 0, 31, 17, 8, 5)]
    [InlineData(3, 2, 9, 15, 24, 24)]
    [InlineData(10, 0, 31, 1, 7, 3)]
    [InlineData(30, 16, 31, 17, 2, 2)]
    public void A_new_pixel_is_the_mean_of_those_it_covers(int left, int top, int right, int bottom, int width, int height)
    {
        var frame = Pictures.Noise(31, 17);
        var means = new float[width * height * 3];
        new AreaSums(frame).Resize(new PixelArea(left, top, right, bottom), width, height, means);

        for (int i = 0; i < means.Length; i++)
        {
            var (x, y, c) = (i / 3 % width, i / 3 / width, i % 3);
            var columns = Covered(x, right - left, width).Select(column => left + column).ToArray();
            var rows = Covered(y, bottom - top, height).Select(row => top + row).ToArray();
            float sum = rows.Sum(row => columns.Sum(column => frame.Pixels[(row * frame.Width + column) * 3 + c]));
            Assert.Equal(sum / rows.Length / columns.Length, means[i]);
        }
    }

    [Fact]
    public void Sums_that_wrap_around_change_no_mean()
    {
        var frame = Pictures.Plain(6000, 3000, 250);
        var means = new float[4 * 4 * 3];
        var sums = new AreaSums(frame);
        sums.Resize(sums.Whole, 4, 4, means);

        Assert.All(means, mean => Assert.Equal(250, mean, 1e-3f));
    }

    // From the pixel that holds its beginning to the one that holds its end.
    private static IEnumerable<int> Covered(int index, int from, int to)
    {
        int start = (int)Math.Floor((decimal)index * from / to), end = (int)Math.Ceiling((decimal)(index + 1) * from / to);
        return Enumerable.Range(start, end - start);
    }
}
