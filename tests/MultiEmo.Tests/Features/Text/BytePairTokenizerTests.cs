using FsCheck.Xunit;
using MultiEmo.Conversations;
using MultiEmo.Features.Text;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Features.Text;

public class BytePairTokenizerTests
{
    [Fact]
    public void Neighbours_are_joined_in_the_order_of_the_file()
    {
        using var folder = new TemporaryFolder();
        var tokenizer = Tiny(folder);
        int Id(string token) => tokenizer.Encode(token).Single();

        Assert.Equal([Id("hello"), Id(" the"), Id(" w"), Id("er"), Id("e"), Id(" hello")], tokenizer.Encode("hello the were hello"));
        Assert.Equal([Id("l"), Id("ow"), Id("er"), Id("ing")], tokenizer.Encode("lowering"));
    }

    [Fact]
    public void Special_tokens_are_recognised_and_the_mask_swallows_the_space_before_it()
    {
        using var folder = new TemporaryFolder();
        var tokenizer = Tiny(folder);
        int mask = tokenizer.Special.Mask!.Value, a = tokenizer.Encode("a").Single(), space = tokenizer.Encode(" ").Single();

        Assert.Equal([a, mask, a], tokenizer.Encode("a \u001C\u00A0<mask>a"));
        Assert.Equal([a, space, tokenizer.Special.End, a], tokenizer.Encode("a </s>a"));
        Assert.Equal([tokenizer.Special.Start, a, tokenizer.Special.End], tokenizer.EncodeInput("aaaa", 3));
        Assert.Equal(6, tokenizer.Encode("<mask ").Length);
    }

    [Property(MaxTest = 200, Replay = "20230711,11")]
    public void Ids_are_those_of_a_slow_twin(byte[] choice)
    {
        using var folder = new TemporaryFolder();
        string[] merges = ["b a", "a a", "aa a", "c b", "aa aa", "a b", "ab c", "cb a", "aaa c", "b b"];
        TinyVocabulary.Write(folder.Path, merges);
        var tokenizer = BytePairTokenizer.Load(folder.Path);
        string text = string.Concat(choice.Select(value => "abc"[value % 3]));

        int[] expected = [.. Slow(text, merges).Select(token => tokenizer.Encode(token).Single())];
        Assert.Equal(expected, tokenizer.Encode(text));
    }

    [Fact]
    public void A_piece_as_long_as_a_book_takes_a_moment()
    {
        using var folder = new TemporaryFolder();
        var tokenizer = Tiny(folder);

        Assert.Equal(300_000, tokenizer.Encode(new string('字', 100_000)).Length);
        Assert.Equal(50_000, tokenizer.Encode(string.Concat(Enumerable.Repeat("hello", 50_000))).Length);
    }

    [Property(MaxTest = 300, Replay = "20230711,11")]
    public void Pieces_together_are_the_text_and_ids_lose_no_byte(string? given)
    {
        using var folder = new TemporaryFolder();
        var tokenizer = Tiny(folder);
        string text = (given ?? "").Replace("<", "", StringComparison.Ordinal);

        Assert.Equal(text, string.Concat(BytePairTokenizer.Pieces(text)));
        Assert.DoesNotContain(tokenizer.Special.Unknown, tokenizer.Encode(text));
    }

    [Fact]
    public void A_token_that_the_vocabulary_lacks_is_unknown()
    {
        using var folder = new TemporaryFolder();
        TinyVocabulary.Write(folder.Path);
        File.AppendAllText(Path.Combine(folder.Path, "merges.txt"), "z z\n");

        Assert.Equal([3], BytePairTokenizer.Load(folder.Path).Encode("zz"));
    }

    [Fact]
    public void Damaged_and_missing_files_are_named()
    {
        using var folder = new TemporaryFolder();
        string Refusal() => Assert.Throws<BadInputException>(() => BytePairTokenizer.Load(folder.Path)).Message;

        Assert.Contains("vocab.json and merges.txt", Refusal());
        TinyVocabulary.Write(folder.Path);
        File.AppendAllText(Path.Combine(folder.Path, "merges.txt"), "one two three\n");
        Assert.Contains("merges.txt:14: 'one two three'", Refusal());
        File.WriteAllText(Path.Combine(folder.Path, "vocab.json"), "{\"<s>\": 0, \"<pad>\": 1}");
        TinyVocabulary.Write(Path.Combine(folder.Path, "other"));
        File.Copy(Path.Combine(folder.Path, "other", "merges.txt"), Path.Combine(folder.Path, "merges.txt"), overwrite: true);
        Assert.Contains("the vocabulary has no </s>", Refusal());
        File.WriteAllText(Path.Combine(folder.Path, "vocab.json"), "{\"<s>\": \"zero\"}");
        Assert.Contains("cannot be read as JSON", Refusal());
    }

    private static BytePairTokenizer Tiny(TemporaryFolder folder)
    {
        TinyVocabulary.Write(folder.Path);
        return BytePairTokenizer.Load(folder.Path);
    }

    // The definition, word for word: the pair of the lowest rank, wherever it stands, until none is left.
    private static List<string> Slow(string text, string[] merges)
    {
        List<string> tokens = [.. text.Select(letter => letter.ToString())];
        while (true)
        {
            var pairs = tokens.Zip(tokens.Skip(1), (left, right) => Array.IndexOf(merges, $"{left} {right}")).Where(rank => rank >= 0).ToList();
            if (pairs.Count == 0) return tokens;
            string[] pair = merges[pairs.Min()].Split(' ');
            for (int i = 0; i + 1 < tokens.Count; i++)
            {
                if (tokens[i] != pair[0] || tokens[i + 1] != pair[1]) continue;
                tokens[i] += tokens[i + 1];
                tokens.RemoveAt(i + 1);
            }
        }
    }
}
