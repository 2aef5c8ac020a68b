using MultiEmo.Conversations;
using MultiEmo.Features.Transforms;

namespace MultiEmo.Features.Text;

/// <summary>Term frequency times inverse document frequency (Salton and Buckley, 1988) of word and character n-grams of training texts.</summary>
/// <param name="Options">What is counted.</param>
/// <param name="Words">The word n-grams: the first columns.</param>
/// <param name="Characters">The character n-grams: the columns after them.</param>
public sealed record Tfidf(TfidfOptions Options, Vocabulary Words, Vocabulary Characters)
{
    /// <summary>The number of columns.</summary>
    public int Columns => Words.Terms.Count + Characters.Terms.Count;

    /// <summary>Takes the vocabulary and the document frequencies from training texts.</summary>
    /// <exception cref="BadInputException">The texts have no term in common.</exception>
    public static Tfidf Fit(IReadOnlyList<string> trainingTexts, TfidfOptions? options = null)
    {
        var set = options ?? new TfidfOptions();
        var words = Vocabulary.Fit([.. trainingTexts.Select(text => WordGrams(text, set).ToArray())], set.MinDocumentFrequency);
        var characters = Vocabulary.Fit([.. trainingTexts.Select(text => CharacterGrams(text, set).ToArray())], set.MinDocumentFrequency);
        if (words.Terms.Count + characters.Terms.Count > 0) return new Tfidf(set, words, characters);
        throw new BadInputException(
            $"no word or group of letters occurs in {set.MinDocumentFrequency} of the {trainingTexts.Count} training texts",
            "TF-IDF needs more training texts, and turns that have words");
    }

    /// <summary>A row per text.</summary>
    public SparseMatrix Transform(IReadOnlyList<string> texts)
    {
        var rows = new IReadOnlyList<KeyValuePair<int, double>>[texts.Count];
        Parallel.For(0, texts.Count, row => rows[row] = Row(texts[row]));
        return SparseMatrix.Of(Columns, rows);
    }

    private IReadOnlyList<KeyValuePair<int, double>> Row(string text)
    {
        var words = Words.Weigh(WordGrams(text, Options), Options.SublinearCounts, Options.WordWeight);
        var characters = Characters.Weigh(CharacterGrams(text, Options), Options.SublinearCounts, Options.CharacterWeight);
        return [.. words, .. characters.Select(pair => KeyValuePair.Create(Words.Terms.Count + pair.Key, pair.Value))];
    }

    private static IEnumerable<string> WordGrams(string text, TfidfOptions options)
        => TextTerms.WordGrams(TextScanner.Tokens(text), options.LongestWordGram);

    private static IEnumerable<string> CharacterGrams(string text, TfidfOptions options)
        => TextTerms.CharacterGrams(TextScanner.Chunks(text), options.ShortestCharacterGram, options.LongestCharacterGram);
}
