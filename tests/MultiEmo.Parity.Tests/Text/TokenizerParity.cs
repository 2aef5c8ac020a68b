using System.Text.Json;
using MultiEmo.Features.Text;

namespace MultiEmo.Parity.Tests.Text;

/// <summary>Every id and every piece of the reference tokenizer.</summary>
public class TokenizerParity
{
    private static readonly Lazy<BytePairTokenizer> Reference = new(() => BytePairTokenizer.Load(Folder("vocab.json")));

    [Fact]
    public void Every_string_has_the_reference_s_ids()
    {
        foreach (var each in Strings("strings"))
            Same(each, "ids", Reference.Value.EncodeInput(Text(each, "text")));
    }

    [Fact]
    public void Every_string_has_the_same_ids_by_fairseq_s_files()
    {
        string folder = Path.GetFullPath(Path.Combine(Folder("vocab.json"), "..", "..", "data", "tokenizer"));
        Assert.SkipUnless(Directory.Exists(folder), "shared/data/tokenizer is not here");
        var fairseq = BytePairTokenizer.Load(folder);
        foreach (var each in Strings("strings")) Same(each, "ids", fairseq.EncodeInput(Text(each, "text")));
        Assert.Equal(Reference.Value.Special, fairseq.Special);
        Assert.Equal(50265, fairseq.VocabularySize);
    }

    [Fact]
    public void Every_pair_has_the_reference_s_ids()
    {
        foreach (var each in Strings("pairs")) Same(each, "ids", Reference.Value.EncodeInput(Text(each, "a"), Text(each, "b")));
    }

    [Fact]
    public void Every_truncated_text_has_the_reference_s_ids()
    {
        foreach (var each in Strings("truncation"))
            Same(each, "ids", Reference.Value.EncodeInput(Text(each, "text"), each.GetProperty("max_length").GetInt32()));
    }

    [Fact]
    public void Every_string_has_the_reference_s_pieces()
    {
        var pieces = Read("tokenizer_pieces.json").EnumerateArray().ToList();
        Assert.NotEmpty(pieces);
        foreach (var each in pieces)
        {
            var expected = each.GetProperty("pieces").EnumerateArray().Select(piece => piece.GetString()!);
            Assert.Equal(expected, BytePairTokenizer.Pieces(Text(each, "text")));
        }
    }

    [Fact]
    public void A_padded_batch_is_the_reference_s()
    {
        var padded = Read("manifest.json").GetProperty("tokenizer").GetProperty("padded_batch");
        int[][] inputs = [.. padded.GetProperty("texts").EnumerateArray().Select(text => Reference.Value.EncodeInput(text.GetString()!))];
        int longest = inputs.Max(ids => ids.Length);
        var rows = inputs.Select(ids => ids.Concat(Enumerable.Repeat(Reference.Value.Special.Padding, longest - ids.Length)));

        Assert.Equal(padded.GetProperty("input_ids").EnumerateArray().Select(Ids), rows.Select(row => row.ToArray()));
    }

    private static void Same(JsonElement each, string key, int[] actual) => Assert.Equal(Ids(each.GetProperty(key)), actual);

    private static int[] Ids(JsonElement list) => [.. list.EnumerateArray().Select(id => id.GetInt32())];

    private static string Text(JsonElement each, string key) => each.GetProperty(key).GetString()!;

    private static List<JsonElement> Strings(string part)
    {
        var list = Read("tokenizer_strings.json").GetProperty(part).EnumerateArray().ToList();
        Assert.NotEmpty(list);
        return list;
    }

    private static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder(file), file))).RootElement;

    // The vocabulary has owners and stays where it is; a copy of the tiny network's numbers alone is not enough here.
    private static string Folder(string file)
    {
        string folder = Golden.Folder("roberta");
        Assert.SkipUnless(File.Exists(Path.Combine(folder, file)), $"{file} of the reference tokenizer is not here.");
        return folder;
    }
}
