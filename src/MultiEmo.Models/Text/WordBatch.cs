using MultiEmo.Features.Text;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Text;

/// <summary>Texts of a small encoder: the different words they have, and which of them stands where.</summary>
/// <param name="Rows">(R) int64, rows of the table, word after word.</param>
/// <param name="Starts">(U) int64, where each word's rows begin.</param>
/// <param name="Words">(B, T) int64, the word at each place, 0 after the end; the longest text is first.</param>
/// <param name="Beyond">(B, T) bool, true after the end of a text.</param>
/// <param name="Lengths">(B) int64, words of each text, on the processor, falling.</param>
public sealed record WordBatch(Tensor Rows, Tensor Starts, Tensor Words, Tensor Beyond, Tensor Lengths)
{
    /// <summary>Lays texts side by side.</summary>
    /// <param name="texts">The words of each text by their numbers, at least one each, the longest text first.</param>
    /// <param name="hashing">The rows of words.</param>
    public static WordBatch Of(IReadOnlyList<int[]> texts, HashedWords hashing)
    {
        int longest = texts[0].Length;
        var places = new Dictionary<int, int>();
        List<long> rows = [], starts = [];
        var words = new long[texts.Count * longest];
        foreach (var (text, numbers) in texts.Index())
            for (int at = 0; at < numbers.Length; at++) words[(text * longest) + at] = Place(numbers[at], hashing, places, rows, starts);
        bool[] beyond = [.. texts.SelectMany(text => Enumerable.Range(0, longest).Select(at => at >= text.Length))];
        long[] shape = [texts.Count, longest];
        return new WordBatch(tensor(rows.ToArray()), tensor(starts.ToArray()), tensor(words, shape), tensor(beyond, shape),
            tensor(texts.Select(text => (long)text.Length).ToArray()));
    }

    /// <summary>The batch on another device; lengths stay on the processor, where packing wants them.</summary>
    public WordBatch To(Device device) => new(Rows.to(device), Starts.to(device), Words.to(device), Beyond.to(device), Lengths);

    private static int Place(int word, HashedWords hashing, Dictionary<int, int> places, List<long> rows, List<long> starts)
    {
        if (places.TryGetValue(word, out int place)) return place;
        starts.Add(rows.Count);
        foreach (int row in hashing.Rows(word)) rows.Add(row);
        return places[word] = starts.Count - 1;
    }
}
