using System.Text;
using FsCheck.Xunit;
using MultiEmo.Conversations;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Conversations;

public sealed class CsvTableTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Property(MaxTest = 100, Replay = "20230711,11")]
    public void Any_cells_come_back_from_quotes(string?[] cells)
    {
        string[] row = ["x", .. cells.Select(cell => string.Concat((cell ?? "").Where(c => c is >= ' ' and < '\u007F' or '\n' or '\r')))];
        string header = string.Join(',', row.Select((_, index) => $"c{index}"));
        string body = string.Join(',', row.Select(cell => '"' + cell.Replace("\"", "\"\"") + '"'));
        Assert.Equal(row, Read(header + "\r\n" + body).Rows.Single().Cells);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "LF")]
    [InlineData("a,b\r\n1,2\r\n", "CRLF")]
    [InlineData("a,b\r1,2\r", "CR")]
    [InlineData("\uFEFFa,b\n\n , \n1,2", "mark, blank lines, no last line end")]
    [InlineData("a;b\n1;2\n", "semicolons")]
    [InlineData("\"a\"\t\"b\" \n\"1\"\t2\n", "tabs and quotes")]
    public void Ways_of_writing_a_table_mean_the_same(string text, string way)
    {
        var table = Read(text);
        Assert.Equal(["a", "b"], table.Header);
        Assert.True(table.Rows.Single().Cells.SequenceEqual(["1", "2"]), way);
    }

    [Fact]
    public void A_row_knows_the_line_in_which_it_begins()
    {
        var table = Read("a,b\r\n1,\"x\r\ny\rz\nw\"\r\n\r\n2,3\r\n");
        Assert.Equal([2, 7], table.Rows.Select(row => row.Line));
    }

    [Fact]
    public void A_quote_that_swallows_the_next_rows_is_reported_where_it_opens()
    {
        var error = Assert.Throws<BadInputException>(() => Read("a,b\n1,\"x\n2,\"y\"\n3,z\n"));
        Assert.Equal(2, error.Line);
        Assert.Contains("more text follows where it closes in line 3", error.Problem);
    }

    [Fact]
    public void Columns_are_found_whatever_their_case_and_separators()
    {
        var table = Read("Dialogue_ID,start time,\n1,2,\n");
        Assert.Equal(0, table.Column("conversation", "dialogue id"));
        Assert.Equal(1, table.Find("StartTime"));
        Assert.Null(table.Find("end"));
    }

    [Fact]
    public void Letters_outside_UTF8_are_read_as_Windows_1252_and_said_so()
    {
        var table = Read([.. "a\n"u8, 0x93, (byte)'h', 0xE9, 0x94, (byte)'\n']);
        Assert.Equal("“hé”", table.Rows.Single().Cells[0]);
        Assert.Equal("table.csv is not UTF-8 and was read as Windows-1252.", table.Remark);
    }

    [Fact]
    public void Marked_UTF16_is_read() =>
        Assert.Equal("é", Read([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("a\né\n")]).Rows.Single().Cells[0]);

    [Fact]
    public void A_folder_is_no_table() =>
        Assert.Contains("this is a folder", Assert.Throws<BadInputException>(() => CsvTable.Read(folder.Path)).Message);

    [Fact]
    public void A_file_that_may_not_be_opened_is_named()
    {
        string path = Path.Combine(folder.Path, "locked.csv");
        using var locked = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        Assert.Contains("locked.csv: the file cannot be read", Assert.Throws<BadInputException>(() => CsvTable.Read(path)).Message);
    }

    private CsvTable Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private CsvTable Read(byte[] bytes)
    {
        string path = Path.Combine(folder.Path, "table.csv");
        File.WriteAllBytes(path, bytes);
        return CsvTable.Read(path);
    }
}
