using System.Text;
using FsCheck.Xunit;
using MultiEmo.Conversations;
using MultiEmo.Evaluation;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Evaluation;

public class PredictionTableTests
{
    private static readonly EmotionSet Two = new("two", ["joy", "anger"]);

    [Fact]
    public void What_is_written_is_read_back()
    {
        Prediction[] predictions =
        [
            new("train/0", 0, "joy", [0.75f, 0.25f], "anger"), new("a, \"b\"; c", 7, "anger", [1e-7f, 0.99999994f], "anger"),
        ];

        var read = Read(Written(predictions)).Rows;

        Assert.Equal(predictions.Select(Shown), read.Select(Shown));
        Assert.Equal(predictions.Select(row => row.Probabilities), read.Select(row => row.Probabilities));
    }

    [Fact]
    public void The_columns_are_truth_prediction_conversation_turn_and_the_labels()
    {
        string text = Written([new("c", 3, "joy", [0.75f, 0.25f], "anger"), new("c", 4, "joy", [0.75f, 0.25f])]);

        Assert.Equal("truth,prediction,conversation,turn,joy,anger\nanger,joy,c,3,0.75,0.25\n", text);
    }

    [Fact]
    public void Two_columns_are_enough_and_case_does_not_matter()
    {
        var rows = Read("Truth,Prediction\nJoy,ANGER\njoy,joy\n").Rows;

        Assert.Equal(["anger", "joy"], rows.Select(row => row.Emotion));
        Assert.Equal([0, 1], rows.Select(row => row.Turn));
        Assert.All(rows, row => Assert.Empty(row.Probabilities));
    }

    [Theory]
    [InlineData("", null, "empty")]
    [InlineData("truth,prediction\n", 1, "no row")]
    [InlineData("truth,guess\njoy,joy\n", 1, "'prediction'")]
    [InlineData("truth,prediction\njoy,joy\njoi,joy\n", 3, "did you mean 'joy'?")]
    [InlineData("truth,prediction\njoy,\n", 2, "blank")]
    [InlineData("truth,prediction\njoy,\"joy\n", 2, "quote")]
    [InlineData("truth,prediction\njoy\n", 2, "cells")]
    [InlineData("truth,prediction,conversation,turn\njoy,joy,c,1\njoy,joy,c,1\n", 3, "first in line 2")]
    [InlineData("truth,prediction,conversation,turn\njoy,joy,c,x\n", 2, "whole number")]
    [InlineData("truth,prediction,joy,anger\njoy,joy,0.5,NaN\n", 2, "no probability")]
    [InlineData("truth,prediction,joy,anger\njoy,joy,0.5,1.5\n", 2, "no probability")]
    public void A_faulty_table_is_refused_with_file_line_and_remedy(string text, int? line, string part)
    {
        var error = Assert.Throws<BadInputException>(() => Read(text));

        Assert.Contains(part, error.Message);
        Assert.EndsWith("predictions.csv", error.File);
        if (line is not null) Assert.Equal(line, error.Line);
        Assert.NotEmpty(error.Remedy);
    }

    [Property(MaxTest = 200)]
    public void A_mutated_table_is_read_or_refused_by_name(ushort place, byte value, bool cut)
    {
        string text = Written([new("a, \"b\"", 0, "joy", [0.75f, 0.25f], "anger"), new("c", 1, "joy", [1, 0], "joy")]);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int at = place % bytes.Length;
        bytes[at] = value;

        var fault = Record.Exception(() => Read(cut ? bytes[..at] : bytes));

        Assert.True(fault is null or BadInputException, fault?.ToString());
    }

    private static Seen Shown(Prediction row) => new(row.Truth, row.Emotion, row.Conversation, row.Turn);

    private static string Written(IEnumerable<Prediction> predictions)
    {
        var writer = new StringWriter();
        PredictionTable.Write(writer, Two, predictions);
        return writer.ToString();
    }

    private static PredictionTable Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static PredictionTable Read(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "predictions.csv");
        File.WriteAllBytes(path, bytes);
        return PredictionTable.Read(path, Two);
    }

    private sealed record Seen(string? Truth, string Emotion, string Conversation, int Turn);
}
