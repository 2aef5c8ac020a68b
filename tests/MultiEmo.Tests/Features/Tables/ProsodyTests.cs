using MultiEmo.Conversations.Readers;
using MultiEmo.Features.Tables;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Features.Tables;

public class ProsodyTests
{
    [Fact]
    public void Published_prosody_gives_eight_values_and_two_indicators()
    {
        var corpus = Meld.Read(SharedData.Path("data", "meld"));

        var table = TableFeatures.Read(corpus, SharedData.Path("data", "meld-prosody"));

        Assert.Equal(10, table.Matrix.Width);
        Assert.Equal(["avg_pitch", "articulation_rate"], table.Fitted.Indicators.Select(column => table.Fitted.Columns[column]));
        Assert.InRange(table.Absent, 1, 20);
        Assert.InRange(table.Ignored, 1, 30);
        Assert.Equal(9988 + 1112 + 2615, table.Matrix.Rows - table.Absent + table.Ignored);
    }
}
