using MultiEmo.Models.Faces;

namespace MultiEmo.Tests.Models.Faces;

/// <summary>Which frames are used.</summary>
public class FrameChoicesTests
{
    [Theory]
    [InlineData(0, new int[0])]
    [InlineData(3, new[] { 0, 1, 2 })]
    [InlineData(39, new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 })]
    [InlineData(45, new[] { 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38 })]
    public void The_released_choice_is_every_nth_up_to_twenty(int count, int[] expected) => Assert.Equal(expected, FrameChoices.Released(count));

    [Fact]
    public void Times_are_the_middles_of_twenty_equal_parts()
    {
        Assert.Equal([0.5, 1.5, 2.5], FrameChoices.Times(20).Take(3));
        Assert.Equal(19.5, FrameChoices.Times(20)[^1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => FrameChoices.Times(0));
    }

    [Fact]
    public void The_needed_frames_are_those_shown_at_the_times()
    {
        double[] even = [.. Enumerable.Range(0, 100).Select(i => i / 25.0)];
        Assert.Equal(Enumerable.Range(0, 20).Select(i => 5 * i + 2), FrameChoices.Needed(even, 4));

        double[] uneven = [.. Enumerable.Range(0, 30).Select(i => i / 30.0), 10];
        var chosen = FrameChoices.Needed(uneven, 20);
        Assert.Equal([15, 29, 30], chosen);
        Assert.All(chosen.SkipLast(1), index => Assert.Contains(FrameChoices.Times(20), time => uneven[index] <= time && time < uneven[index + 1]));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(20), InlineData(21), InlineData(1000)]
    public void Never_more_than_twenty_and_none_twice(int count)
    {
        double[] times = [.. Enumerable.Range(0, count).Select(i => 3 + i / 25.0)];
        var chosen = FrameChoices.Needed(times, 3 + count / 25.0);

        Assert.Equal(Math.Min(count, 20), chosen.Count);
        Assert.Equal(chosen.Distinct().Order(), chosen);
    }
}
