using MultiEmo.Features.Text;

namespace MultiEmo.Tests.Features.Text;

public class TextScannerTests
{
    [Theory]
    [InlineData("Oh my, you DON’T say!", "oh my , you don't say !")]
    [InlineData("Wait... what?!", "wait … what ? !")]
    [InlineData("Hm… no.", "hm … no .")]
    [InlineData("'tis the dogs' 7th", "' tis the dogs ' 7th")]
    [InlineData("Café 😀 — ok", "café 😀 — ok")]
    [InlineData("  \t ", "")]
    public void Words_and_each_mark_are_tokens(string text, string tokens) => Assert.Equal(tokens, string.Join(' ', TextScanner.Tokens(text)));

    [Fact]
    public void Chunks_keep_their_punctuation() => Assert.Equal(["oh,", "don't!"], TextScanner.Chunks(" Oh,  DON’T! "));

    [Fact]
    public void Word_grams_run_over_neighbouring_tokens()
        => Assert.Equal(["so", "it", "is", "so it", "it is"], TextTerms.WordGrams(["so", "it", "is"], 2));

    [Fact]
    public void Character_grams_stay_within_a_word()
        => Assert.Equal([" i", "i ", " i ", " n", "no", "o ", " no", "no ", " no "], TextTerms.CharacterGrams(["i", "no"], 2, 4));

    [Fact]
    public void Character_grams_do_not_cut_an_emoji()
        => Assert.All(TextTerms.CharacterGrams(["a😀b"], 2, 4), gram => Assert.DoesNotContain('\uFFFD', string.Concat(gram.EnumerateRunes())));
}
