using MultiEmo.Conversations;
using MultiEmo.Features.Text;
using MultiEmo.Features.Transforms;

namespace MultiEmo.Tests.Features.Text;

public class TfidfTests
{
    private static readonly string[] Three = ["red red cat", "red dog", "cat dog dog"];
    private static readonly TfidfOptions WordsOnly =
        new() { CharacterWeight = 0, MinDocumentFrequency = 1, LongestWordGram = 1, SublinearCounts = false };

    [Fact]
    public void Three_documents_weigh_what_they_weigh_by_hand()
    {
        var weights = Dense(Tfidf.Fit(Three, WordsOnly).Transform(Three));
        double idf = Math.Log(4.0 / 3) + 1;

        double length = Math.Sqrt(5) * idf;
        Assert.Equal([1 * idf / length, 0, 2 * idf / length], weights[0][..3], Near);
        Assert.Equal([0, Math.Sqrt(.5), Math.Sqrt(.5)], weights[1][..3], Near);
    }

    [Fact]
    public void Weights_are_those_of_a_slow_twin()
    {
        string[] texts = ["Oh, the old red cat!", "What a cat? The cat...", "the dog ran", "Oh no, the dog!"];
        var options = new TfidfOptions { WordWeight = 2 };
        var fitted = Tfidf.Fit(texts, options);

        double[][] words = Naive(texts, text => TextTerms.WordGrams(TextScanner.Tokens(text), 2), 2);
        double[][] characters = Naive(texts, text => TextTerms.CharacterGrams(TextScanner.Chunks(text), 2, 4), 1);
        double[][] expected = [.. words.Zip(characters, (a, b) => a.Concat(b).ToArray())];
        Assert.Equal(expected.SelectMany(row => row), Dense(fitted.Transform(texts)).SelectMany(row => row), Near);
    }

    [Fact]
    public void A_word_of_other_texts_is_in_no_vocabulary()
    {
        var fitted = Tfidf.Fit(["the cat", "the dog", "a cat"]);
        var before = Dense(fitted.Transform(["the cat"]));
        var marked = Dense(fitted.Transform(["zyzzyva zyzzyva", "the cat"]));

        Assert.DoesNotContain(fitted.Words.Terms.Concat(fitted.Characters.Terms), term => term.Contains("zy"));
        Assert.Equal(before[0], marked[1]);
        Assert.All(marked[0], weight => Assert.Equal(0, weight));
    }

    [Fact]
    public void Terms_stand_in_ordinal_order_whatever_the_order_of_the_texts()
    {
        var fitted = Tfidf.Fit(Three);
        var reversed = Tfidf.Fit([.. Three.Reverse()]);

        Assert.Equal(fitted.Words.Terms.Order(StringComparer.Ordinal), fitted.Words.Terms);
        Assert.Equal(fitted.Words.Terms, reversed.Words.Terms);
        Assert.Equal(fitted.Characters.Idf, reversed.Characters.Idf);
    }

    [Fact]
    public void Texts_with_nothing_in_common_are_an_error_that_says_so()
    {
        var fault = Assert.Throws<BadInputException>(() => Tfidf.Fit(["ab", "cd"]));
        Assert.Contains("2 of the 2 training texts", fault.Message);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-12;

    private static double[][] Dense(SparseMatrix matrix)
    {
        double[][] rows = [.. Enumerable.Range(0, matrix.Rows).Select(_ => new double[matrix.Columns])];
        for (int row = 0; row < matrix.Rows; row++)
            for (int entry = matrix.Starts[row]; entry < matrix.Starts[row + 1]; entry++) rows[row][matrix.Indices[entry]] = matrix.Values[entry];
        return rows;
    }

    // The definition, term by term: sublinear counts, smooth idf over terms of at least two texts, L2 length.
    private static double[][] Naive(string[] texts, Func<string, IEnumerable<string>> termsOf, double length)
    {
        string[][] all = [.. texts.Select(text => termsOf(text).ToArray())];
        string[] terms = [.. all.SelectMany(text => text).Distinct().Where(term => all.Count(text => text.Contains(term)) >= 2)];
        Array.Sort(terms, string.CompareOrdinal);
        return [.. all.Select(text =>
        {
            double[] row = [.. terms.Select(term => text.Contains(term)
                ? (1 + Math.Log(text.Count(other => other == term)))
                    * (Math.Log((1.0 + texts.Length) / (1 + all.Count(other => other.Contains(term)))) + 1)
                : 0)];
            double norm = Math.Sqrt(row.Sum(value => value * value));
            return row.Select(value => norm == 0 ? 0 : value / norm * length).ToArray();
        })];
    }
}
