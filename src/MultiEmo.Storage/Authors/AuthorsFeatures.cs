using MultiEmo.Conversations;
using MultiEmo.Storage.Pickles;

namespace MultiEmo.Storage.Authors;

/// <summary>A file such as TextFeatures.pkl: conversation to vectors, one per utterance.</summary>
internal static class AuthorsFeatures
{
    public static string FileName(Modality modality) => $"{modality}Features.pkl";

    public static string PathOf(string folder, Modality modality) => Path.Combine(folder, FileName(modality));

    /// <summary>Reads the vectors of the corpus' turns, in their order.</summary>
    /// <exception cref="BadInputException">A conversation is missing, or vectors do not match labels or one another.</exception>
    public static FeatureMatrix Read(string folder, Modality modality, Corpus corpus)
    {
        string path = PathOf(folder, modality);
        var values = new PickledValues(path);
        var table = values.Table(PickleReader.Read(path), FileName(modality));
        var rows = new List<float[]>();
        foreach (var conversation in corpus.Conversations)
            foreach (float[] vector in Vectors(values, table, conversation))
            {
                int width = rows.FirstOrDefault(vector).Length;
                if (width == 0 || vector.Length != width)
                    throw values.Fault($"a vector of conversation '{conversation.Id}' has {vector.Length} values where the first has {width}");
                rows.Add(vector);
            }
        return Matrix(rows, modality);
    }

    private static IReadOnlyList<float[]> Vectors(PickledValues values, IReadOnlyDictionary<string, object?> table, Conversation conversation)
    {
        string id = conversation.Id[(conversation.Id.IndexOf('/') + 1)..];
        string what = $"the vectors of conversation '{id}'";
        var vectors = values.Vectors(values.Entry(table, id), what);
        if (vectors.Count != conversation.Turns.Count)
            throw values.Fault($"feature rows do not match: {vectors.Count} vectors for conversation '{id}' of {conversation.Turns.Count} labels");
        for (int turn = 0; turn < vectors.Count; turn++)
            if (!vectors[turn].All(float.IsFinite)) throw values.Fault($"NaN or infinity stands in {what}, turn {turn}");
        return vectors;
    }

    // The authors' extractor of faces gives zeros where it finds none.
    private static FeatureMatrix Matrix(List<float[]> rows, Modality modality)
    {
        bool[] present = [.. rows.Select(row => modality != Modality.Visual || row.Any(value => value != 0))];
        return new FeatureMatrix([.. rows.SelectMany(row => row)], present, rows[0].Length);
    }
}
