using MultiEmo.Features.Text;

namespace MultiEmo.Tests.Features.Text;

/// <summary>Words as rows of a table without a vocabulary.</summary>
public class HashedWordsTests
{
    private static readonly HashedWordOptions Options = new() { Words = 100, Grams = 1000 };

    [Fact]
    public void A_word_has_a_row_of_its_own_and_one_for_every_run_of_three_to_five_characters()
    {
        var rows = Rows("cat");     // <cat> has 3 runs of three, 2 of four, 1 of five

        Assert.Equal(1 + 3 + 2 + 1, rows.Count);
        Assert.InRange(rows[0], 0, 99);
        Assert.All(rows.Skip(1), row => Assert.InRange(row, 100, 1099));
    }

    [Fact]
    public void Words_with_a_common_piece_share_its_row() =>
        Assert.NotEmpty(Rows("unhappiness").Skip(1).Intersect(Rows("happiness").Skip(1)));

    [Fact]
    public void Upper_case_and_the_form_of_apostrophes_do_not_matter() => Assert.Equal(Rows("don't"), Rows("DON\u2019T"));

    [Fact]
    public void The_same_word_has_the_same_number_and_another_instance_finds_the_same_rows()
    {
        var hashing = new HashedWords(Options);
        int[] words = hashing.Words("so so SO what");

        Assert.Equal([0, 0, 0, 1], words);
        Assert.Equal(Rows("what"), hashing.Rows(1));
    }

    [Theory, InlineData(""), InlineData("  \t")]
    public void A_text_without_words_is_one_empty_word(string text) => Assert.Single(new HashedWords(Options).Words(text));

    [Fact]
    public void Long_texts_and_long_words_are_cut()
    {
        var hashing = new HashedWords(Options with { MostWords = 5, MostGrams = 7 });

        Assert.Equal(5, hashing.Words(string.Join(' ', Enumerable.Range(0, 50))).Length);
        Assert.Equal(1 + 7, hashing.Rows(hashing.Words(new string('x', 10_000))[0]).Count);
    }

    [Fact]
    public void Without_rows_for_pieces_words_stand_alone()
    {
        var hashing = new HashedWords(Options with { Grams = 0 });

        Assert.Single(hashing.Rows(hashing.Words("alone")[0]));
    }

    [Fact]
    public void Rows_are_spread_evenly()
    {
        var hashing = new HashedWords(Options);
        int[] counts = new int[100];
        for (int word = 0; word < 10_000; word++) counts[hashing.Rows(hashing.Words($"w{word}x")[0])[0]]++;

        // Binomial with mean 100 and deviation 10: six deviations either way.
        Assert.All(counts, count => Assert.InRange(count, 40, 160));
    }

    // With marks at either end: of 3 characters 1 run, of 5 characters 3 + 2 + 1, of 7 characters 5 + 4 + 3; and the word itself.
    [Theory, InlineData("😀", 2), InlineData("日本語", 7), InlineData("naïve", 13)]
    public void Characters_outside_ASCII_are_one_each(string word, int rows) => Assert.Equal(rows, Rows(word).Count);

    private static IReadOnlyList<int> Rows(string word)
    {
        var hashing = new HashedWords(Options);
        return hashing.Rows(Assert.Single(hashing.Words(word)));
    }
}
