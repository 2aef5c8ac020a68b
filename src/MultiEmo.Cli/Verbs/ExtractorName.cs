namespace MultiEmo.Cli.Verbs;

/// <summary>An extractor as the user names it: <c>tfidf</c>, <c>table:prosody.csv</c>, <c>visextnet:resnet101</c>.</summary>
/// <param name="Kind">What is before the colon.</param>
/// <param name="Argument">What is behind it; null where there is none.</param>
internal sealed record ExtractorName(string Kind, string? Argument)
{
    /// <summary>Takes it apart.</summary>
    public static ExtractorName Parse(string text)
    {
        int colon = text.IndexOf(':');
        return colon < 0 ? new ExtractorName(text, null) : new ExtractorName(text[..colon], text[(colon + 1)..]);
    }

    /// <summary>What its feature file is called unless the user says otherwise.</summary>
    public string Label => new([.. $"{Kind}-{Path.GetFileNameWithoutExtension(Argument)}".Select(Plain)]);

    /// <summary>Whether it is of one of these forms, which are <c>kind</c>, <c>kind:choice</c> or <c>kind:WHAT</c> for any argument.</summary>
    public bool IsOneOf(IEnumerable<string> forms) => forms.Select(Parse).Any(form => form.Kind == Kind && Fits(form.Argument));

    /// <summary>What of a form can be completed: all but the argument that is the user's.</summary>
    public static string Beginning(string form) => Parse(form) is { Argument: { } argument } && IsAny(argument) ? form[..^argument.Length] : form;

    /// <summary>As the user wrote it.</summary>
    public override string ToString() => Argument is null ? Kind : $"{Kind}:{Argument}";

    private bool Fits(string? form) => form is null || !IsAny(form) ? Argument == form : Argument is { Length: > 0 };

    private static char Plain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-';

    private static bool IsAny(string argument) => argument.All(char.IsAsciiLetterUpper);
}
