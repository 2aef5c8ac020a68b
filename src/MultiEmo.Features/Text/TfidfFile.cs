using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using MultiEmo.Conversations;
using MultiEmo.Features.Transforms;
using MultiEmo.Storage;

namespace MultiEmo.Features.Text;

/// <summary>
/// A fitted <see cref="TfidfExtractor"/> on disk: <c>components</c> float16 [terms, width], and for words and for characters the terms (UTF-8, a line
/// each) and their inverse document frequencies (float64); the options are in the metadata.
/// </summary>
internal static class TfidfFile
{
    private const string Format = "multiemo tfidf 1";
    private const string Remedy = "extract the text features again, or copy the file again";
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    public static void Write(string path, TfidfExtractor extractor)
    {
        Half[] components = [.. extractor.Stored.SelectMany(row => row)];
        byte[] bytes = MemoryMarshal.AsBytes<Half>(components).ToArray();
        string options = JsonSerializer.Serialize(extractor.Terms.Options, Json.Options);
        var metadata = new Dictionary<string, string> { ["format"] = Format, ["options"] = options };
        Safetensors.Write(path,
        [
            new("components", new StoredTensor("F16", [extractor.Stored.Length, extractor.Width], bytes)),
            .. Tensors("words", extractor.Terms.Words),
            .. Tensors("characters", extractor.Terms.Characters),
        ], metadata);
    }

    public static TfidfExtractor Read(string path)
    {
        var file = Safetensors.Read(path);
        if (file.Metadata.GetValueOrDefault("format") != Format)
            throw new BadInputException("is no fitted TF-IDF", Remedy, path);
        var terms = new Tfidf(Options(file), ReadVocabulary(file, "words"), ReadVocabulary(file, "characters"));
        return new TfidfExtractor(terms, Components(file, terms.Columns));
    }

    private static IEnumerable<KeyValuePair<string, StoredTensor>> Tensors(string name, Vocabulary vocabulary)
    {
        byte[] terms = Utf8.GetBytes(string.Join('\n', vocabulary.Terms));
        yield return new($"{name}.terms", StoredTensor.Of(terms, terms.Length));
        yield return new($"{name}.idf", StoredTensor.Of([.. vocabulary.Idf], vocabulary.Idf.Count));
    }

    private static TfidfOptions Options(SafetensorsFile file)
    {
        try
        {
            string text = file.Metadata.GetValueOrDefault("options", "");
            return JsonSerializer.Deserialize<TfidfOptions>(text, Json.Options) ?? throw Broken(file, "options");
        }
        catch (JsonException)
        {
            throw Broken(file, "options");
        }
    }

    private static Vocabulary ReadVocabulary(SafetensorsFile file, string name)
    {
        double[] idf = [.. Fitted.Values<double>(file, $"{name}.idf", Remedy)];
        string[] terms = idf.Length == 0 ? [] : Text(file, $"{name}.terms").Split('\n');
        bool different = terms.Distinct(StringComparer.Ordinal).Count() == terms.Length;
        bool sound = different && terms.Length == idf.Length && Array.TrueForAll(idf, double.IsFinite);
        return sound ? new Vocabulary(terms, idf) : throw Broken(file, $"{name}.terms");
    }

    private static string Text(SafetensorsFile file, string name)
    {
        try
        {
            return Utf8.GetString(Fitted.Values<byte>(file, name, Remedy));
        }
        catch (DecoderFallbackException)
        {
            throw Broken(file, name);
        }
    }

    private static Half[][] Components(SafetensorsFile file, int terms)
    {
        var values = Fitted.Values<Half>(file, "components", Remedy);
        long[] shape = [.. file.Require("components").Shape];
        if (shape.Length != 2 || shape[0] != terms || terms == 0 || shape[1] == 0) throw Broken(file, "components");
        foreach (var value in values)
            if (!Half.IsFinite(value)) throw Broken(file, "components");
        Half[] all = values.ToArray();
        return [.. all.Chunk((int)shape[1])];
    }

    private static BadInputException Broken(SafetensorsFile file, string what)
        => new($"its {what} is damaged or does not match the rest", Remedy, file.Path);
}
