using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Training.Text;

/// <summary>What a text network was trained on and began with: data.json of its folder.</summary>
/// <param name="Begun">The name of the weights that it began with; null: it was freshly drawn.</param>
/// <param name="Sha256">Their SHA-256 in lower-case hex.</param>
/// <param name="Corpora">The corpora; the first is the one that was chosen on.</param>
public sealed record TextSources(string? Begun, string? Sha256, IReadOnlyList<TextSource> Corpora);

/// <summary>A corpus that a text network was trained on.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Note">What it says of itself; null when it says nothing.</param>
/// <param name="Conversations">SHA-256 of its conversations outside the test split, in lower-case hex.</param>
/// <param name="Emotions">Its emotions.</param>
public sealed record TextSource(string Name, string? Note, string Conversations, EmotionSet Emotions)
{
    /// <summary>A corpus that was loaded for training.</summary>
    public static TextSource Of(PreparedCorpus corpus) =>
        new(corpus.Corpus.Name, corpus.Corpus.Note, RunData.Of(corpus, []).Conversations, corpus.Corpus.Emotions);
}
