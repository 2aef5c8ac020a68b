using MultiEmo.Conversations;
using MultiEmo.Features.Extraction;

namespace MultiEmo.Tests.Features.Extraction;

public class ShardTests
{
    [Theory, InlineData(1), InlineData(4), InlineData(7), InlineData(30)]
    public void Shares_hold_each_item_once_and_are_equal_but_for_one(int count)
    {
        int[] items = [.. Enumerable.Range(0, 23)];

        var shares = Enumerable.Range(1, count).Select(number => new Shard(number, count).Of(items)).ToList();

        Assert.Equal(items, shares.SelectMany(share => share).Order());
        Assert.InRange(shares.Max(share => share.Count) - shares.Min(share => share.Count), 0, 1);
    }

    [Fact]
    public void A_share_is_read_as_it_is_written() => Assert.Equal(new Shard(3, 16), Shard.Parse(new Shard(3, 16).ToString()));

    [Theory]
    [InlineData("0/4"), InlineData("5/4"), InlineData("3"), InlineData("1/2/3")]
    [InlineData("-1/4"), InlineData("a/b"), InlineData("/"), InlineData("1/0")]
    public void What_is_no_share_is_refused(string text) =>
        Assert.Contains("1/16 to 16/16", Assert.Throws<BadInputException>(() => Shard.Parse(text)).Message);
}
