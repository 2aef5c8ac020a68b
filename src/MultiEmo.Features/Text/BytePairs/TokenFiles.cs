using System.Globalization;
using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Features.Text.BytePairs;

/// <summary>A vocabulary as the files of a folder hold it.</summary>
/// <param name="Vocabulary">Token, spelt in <see cref="ByteAlphabet"/>, to id; the special tokens under their names.</param>
/// <param name="Pairs">Neighbours in the order in which they are joined.</param>
/// <param name="Path">The file with the tokens.</param>
internal sealed record TokenFiles(IReadOnlyDictionary<string, int> Vocabulary, IReadOnlyList<TokenPair> Pairs, string Path)
{
    private const string Version = "#version";
    private const string Remedy = "fetch the file again";
    private static readonly string[] HuggingFace = ["vocab.json", "merges.txt"];
    private static readonly string[] Fairseq = ["encoder.json", "vocab.bpe", "dict.txt"];

    /// <summary>Reads vocab.json and merges.txt, else encoder.json, vocab.bpe and dict.txt.</summary>
    /// <exception cref="BadInputException">Files are missing or damaged.</exception>
    public static TokenFiles Read(string folder, string prefix)
    {
        string[] paths = [.. Names(folder, prefix).Select(name => System.IO.Path.Combine(folder, prefix + name))];
        return paths.Length == HuggingFace.Length
            ? new TokenFiles(Ids(paths[0]), ReadPairs(paths[1]), paths[0])
            : new TokenFiles(Translated(paths[0], paths[2]), ReadPairs(paths[1]), paths[2]);
    }

    /// <summary>The files of the one kind or the other that a folder has.</summary>
    /// <exception cref="BadInputException">It has neither.</exception>
    public static IReadOnlyList<string> Names(string folder, string prefix)
    {
        if (!Directory.Exists(folder)) throw new BadInputException("there is no such folder", "give the folder of a RoBERTa", folder);
        bool Has(string[] names) => names.All(name => File.Exists(System.IO.Path.Combine(folder, prefix + name)));
        if (Has(HuggingFace)) return HuggingFace;
        if (Has(Fairseq)) return Fairseq;
        string remedy = $"put {string.Join(" and ", HuggingFace)} there, or {string.Join(", ", Fairseq)}";
        throw new BadInputException("has no tokenizer's files", remedy, folder);
    }

    private static Dictionary<string, int> Ids(string path)
    {
        var ids = Json.Read<Dictionary<string, int>>(path);
        if (ids.Values.Any(id => id < 0)) throw new BadInputException("an id is below zero", Remedy, path);
        return ids;
    }

    // GPT-2's ids are the words of fairseq's dictionary: its lines follow the four special tokens, and <mask> follows its lines.
    private static Dictionary<string, int> Translated(string encoder, string dictionary)
    {
        string[] special = ["<s>", "<pad>", "</s>", "<unk>"];
        var lines = TextFile.Lines(dictionary);
        var places = new Dictionary<string, int>(lines.Count);
        foreach (var (index, line) in lines.Index()) places[line.Split(' ')[0]] = special.Length + index;
        var ids = new Dictionary<string, int>();
        foreach (var (token, id) in Ids(encoder))
            if (places.TryGetValue(id.ToString(CultureInfo.InvariantCulture), out int place)) ids[token] = place;
        foreach (var (id, name) in special.Index()) ids[name] = id;
        ids["<mask>"] = special.Length + lines.Count;
        return ids;
    }

    private static List<TokenPair> ReadPairs(string path)
    {
        var pairs = new List<TokenPair>();
        foreach (var (index, line) in TextFile.Lines(path).Index())
        {
            if (line.Length == 0 || (index == 0 && line.StartsWith(Version, StringComparison.Ordinal))) continue;
            string[] parts = line.Split(' ');
            if (parts is not [{ Length: > 0 }, { Length: > 0 }])
                throw new BadInputException($"{Spelling.Quoted(line)} is not two tokens with a space between", Remedy, path, index + 1);
            pairs.Add(new TokenPair(parts[0], parts[1]));
        }
        return pairs;
    }
}
