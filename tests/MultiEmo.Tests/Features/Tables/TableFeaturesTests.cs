using FsCheck.Xunit;
using MultiEmo.Conversations;
using MultiEmo.Features.Tables;
using MultiEmo.Tests.Support;
using static MultiEmo.Tests.Features.Tables.TableCorpus;

namespace MultiEmo.Tests.Features.Tables;

public sealed class TableFeaturesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Rows_find_their_turns_by_conversation_and_turn()
    {
        string path = Write(folder.Path, "t.csv",
            "turn,pitch,conversation,note", "1,30,train/0,b", "0,10,train/0,a", "0,20,dev/0,", "7,99,train/0,x");

        var table = TableFeatures.Read(With(3, 1, 0), path);

        Assert.Equal(["pitch"], table.Fitted.Columns);
        Assert.Equal([true, true, false, true], table.Matrix.Present);
        Assert.Equal([-1f, 1f, 0f, 0f], table.Matrix.Values);
        Assert.Equal((1, 1), (table.Ignored, table.Absent));
    }

    [Fact]
    public void In_a_folder_names_count_only_within_their_split()
    {
        Write(folder.Path, "my_train_audio.csv", "filename,x", "c0_0.wav,1", "c0_1.wav,3", "c9_0.wav,1000");
        Write(folder.Path, "my_dev_audio.csv", "filename,x", "c0_0.wav,5", "c0_1.wav,1000");
        Write(folder.Path, "readme.txt", "not a table");

        var table = TableFeatures.Read(With(2, 1, 0), folder.Path);

        Assert.Equal([-1f, 1f, 3f], table.Matrix.Values);
        Assert.Equal(2, table.Ignored);
    }

    [Fact]
    public void In_the_table_of_a_split_a_conversation_may_go_without_it()
    {
        Write(folder.Path, "train.csv", "conversation,turn,x", "0,0,1", "0,1,3");
        Write(folder.Path, "dev.csv", "conversation,turn,x", "dev/0,0,5");
        Assert.Equal([-1f, 1f, 3f], TableFeatures.Read(With(2, 1, 0), folder.Path).Matrix.Values);
    }

    [Fact]
    public void Blanks_become_the_training_mean_and_an_indicator_where_training_had_them()
    {
        string path = Write(folder.Path, "t.csv", "conversation,turn,a,b", "train/0,0,1,1", "train/0,1,,3", "train/0,2,3,2", "dev/0,0,,");

        var table = TableFeatures.Read(With(3, 1, 0), path);

        Assert.Equal([0], table.Fitted.Indicators);
        Assert.Equal(3, table.Matrix.Width);
        Assert.Equal([0f, 1f], [table.Matrix.Row(1)[0], table.Matrix.Row(1)[2]]);
        Assert.Equal([0f, 0f, 1f], table.Matrix.Row(3).ToArray());
        Assert.Equal(0f, table.Matrix.Row(0)[2]);
    }

    [Fact]
    public void Zeros_that_mean_no_pitch_are_blanks_and_share_its_indicator()
    {
        string path = Write(folder.Path, "t.csv", "conversation,turn,avg_pitch,pitch_std,pitch_range",
            "train/0,0,200,10,30", "train/0,1,,0,0", "train/0,2,100,0,10");

        var table = TableFeatures.Read(With(3, 0, 0), path);

        Assert.Equal([0], table.Fitted.Indicators);
        Assert.Equal([150.0, 5.0, 20.0], table.Fitted.Statistics.Mean);
        Assert.Equal([0f, 0f, 0f, 1f], table.Matrix.Row(1).ToArray());
    }

    [Fact]
    public void Rows_of_other_splits_change_no_statistic()
    {
        string[] training = ["conversation,turn,x,y", "train/0,0,1,", "train/0,1,5,2"];
        var alone = TableFeatures.Read(With(2, 1, 1), Write(folder.Path, "a.csv", training));
        var marked = TableFeatures.Read(With(2, 1, 1), Write(folder.Path, "b.csv", [.. training, "test/0,0,1e9,", "dev/0,0,,-7777"]));

        Assert.Equal(alone.Fitted.Statistics.Mean, marked.Fitted.Statistics.Mean);
        Assert.Equal(alone.Fitted.Statistics.Deviation, marked.Fitted.Statistics.Deviation);
        Assert.Equal(alone.Fitted.Indicators, marked.Fitted.Indicators);
        Assert.Equal(alone.Matrix.Values[..6], marked.Matrix.Values[..6]);
    }

    [Theory]
    [InlineData("train/0,0,loud", ":2:", "'loud' in column 'x'")]
    [InlineData("train/0,0,NaN", ":2:", "NaN")]
    [InlineData("train/0,0,Infinity", ":2:", "Infinity")]
    [InlineData("train/0,0,1e400", ":2:", "1e400")]
    [InlineData("train/0,first,1", ":2:", "'first'")]
    [InlineData("train/0,1,1", ":3:", "line 2")]
    public void A_wrong_cell_is_an_error_with_line_and_column(string row, string line, string message)
    {
        string path = Write(folder.Path, "t.csv", "conversation,turn,x", row, "train/0,1,2");

        var fault = Assert.Throws<BadInputException>(() => TableFeatures.Read(With(2, 0, 0), path));

        Assert.Contains(path + line, fault.Message);
        Assert.Contains(message, fault.Message);
    }

    [Fact]
    public void Two_rows_about_one_turn_in_two_tables_are_an_error_that_names_both()
    {
        string first = Write(folder.Path, "a_train.csv", "filename,x", "c0_0.wav,1");
        string second = Write(folder.Path, "b_train.csv", "filename,x", "other/c0_0.mp4,1");

        var fault = Assert.Throws<BadInputException>(() => TableFeatures.Read(With(1, 0, 0), folder.Path));

        Assert.StartsWith(second + ":2:", fault.Message);
        Assert.Contains(first + ":2", fault.Message);
    }

    [Fact]
    public void One_table_by_file_name_cannot_tell_splits_apart_and_says_so()
    {
        string path = Write(folder.Path, "t.csv", "filename,x", "c0_0.wav,1");
        Assert.Contains("several turns", Assert.Throws<BadInputException>(() => TableFeatures.Read(With(1, 1, 0), path)).Message);
    }

    [Fact]
    public void A_folder_without_the_table_of_a_split_is_an_error()
    {
        Write(folder.Path, "train.csv", "filename,x", "c0_0.wav,1");
        Assert.Contains("split dev", Assert.Throws<BadInputException>(() => TableFeatures.Read(With(1, 1, 0), folder.Path)).Message);
        Write(folder.Path, "train-or-dev.csv", "filename,x", "c0_0.wav,1");
        Assert.Contains("2 splits", Assert.Throws<BadInputException>(() => TableFeatures.Read(With(1, 1, 0), folder.Path)).Message);
    }

    [Theory]
    [InlineData("name,x", "c0_0,1", "no key")]
    [InlineData("filename,x", "elsewhere.wav,1", "no row is about a turn of the training split")]
    [InlineData("filename,mood", "c0_0.wav,fine", "no column of the table holds numbers")]
    [InlineData("filename,label", "c0_0.wav,3", "no column of the table holds numbers")]
    public void A_table_of_no_use_says_why(string header, string row, string message)
    {
        string path = Write(folder.Path, "t.csv", header, row);
        Assert.Contains(message, Assert.Throws<BadInputException>(() => TableFeatures.Read(With(1, 0, 0), path)).Message);
    }

    [Fact]
    public void Clipping_cuts_far_values_only()
    {
        string path = Write(folder.Path, "t.csv", "conversation,turn,x", "train/0,0,1", "train/0,1,3", "dev/0,0,99");
        var table = TableFeatures.Read(With(2, 1, 0), path, new TableOptions { Clip = 5 });
        Assert.Equal([-1f, 1f, 5f], table.Matrix.Values);
    }

    [Fact]
    public void Fitted_statistics_survive_a_file()
    {
        string path = Write(folder.Path, "t.csv", "conversation,turn,a,b", "train/0,0,1,1", "train/0,1,,3", "train/0,2,3,2");
        var fitted = TableFeatures.Read(With(3, 0, 0), path).Fitted;
        string file = Path.Combine(folder.Path, "t.fitted.safetensors");
        fitted.Save(file);

        var read = FittedTable.Load(file);
        Assert.Equal(fitted.Columns, read.Columns);
        Assert.Equal(fitted.Transform([2.5, double.NaN]), read.Transform([2.5, double.NaN]));
    }

    [Property(MaxTest = 80)]
    public void A_mutated_table_is_refused_or_read(byte place, byte value, bool insert)
    {
        byte[] bytes = "conversation,turn,a,b\ntrain/0,0,1,\"2\"\ntrain/0,1,,3\ndev/0,0,4,5\n"u8.ToArray();
        int at = place % bytes.Length;
        string path = Path.Combine(folder.Path, "t.csv");
        File.WriteAllBytes(path, insert ? [.. bytes[..at], value, .. bytes[at..]] : [.. bytes[..at], value, .. bytes[(at + 1)..]]);

        try
        {
            Assert.All(TableFeatures.Read(With(2, 1, 0), path).Matrix.Values, number => Assert.True(float.IsFinite(number)));
        }
        catch (BadInputException fault)
        {
            Assert.NotEmpty(fault.Remedy);
        }
    }
}
