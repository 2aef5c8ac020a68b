using MultiEmo.Audio;
using MultiEmo.Conversations;
using MultiEmo.Features.Transforms;
using MultiEmo.Storage;

namespace MultiEmo.Features.Audio;

/// <summary>Functionals of every turn of a corpus, standardised with the mean and deviation of its training turns.</summary>
/// <param name="corpus">A corpus loaded whole.</param>
/// <param name="set">The features.</param>
/// <param name="media">The folder of the turns' sounds.</param>
internal sealed class CorpusAudio(PreparedCorpus corpus, AudioSet set, string media)
{
    /// <summary>Extracts and fits; writes the features and, beside them, the training statistics.</summary>
    /// <param name="name">The name of the feature file.</param>
    /// <param name="jobs">Sounds at a time.</param>
    /// <param name="progress">Told of every sound.</param>
    /// <param name="stop">Ends the work early; finished sounds are kept for the next time.</param>
    public ExtractedAudio Extract(string name, int jobs, IProgress<SoundProgress>? progress, CancellationToken stop)
    {
        string folder = Path.GetDirectoryName(corpus.FeaturePath(name, "safetensors"))!;
        var parts = new SoundParts(Path.Combine(folder, name + ".partial"), set, AudioLevel.Functionals);
        TurnPlace[] places = [.. TurnSounds.Places(corpus.Corpus)];
        var finder = new TurnSounds(media, corpus.Corpus);
        SoundFile?[] sounds = [.. places.Select(finder.Find)];
        var extraction = new SoundExtraction(set, AudioLevel.Functionals, parts);
        var failed = extraction.Run([.. sounds.OfType<SoundFile>().Distinct()], jobs, progress, stop);
        var unusable = failed.Select(failure => failure.File).ToHashSet();
        float[]?[] rows = [.. sounds.Select(sound => sound is null || unusable.Contains(sound) ? null : parts.ReadVector(sound))];
        var entry = Write(name, folder, rows, places);
        parts.Delete();
        return new ExtractedAudio(entry, rows.Count(row => row is not null), sounds.Count(sound => sound is null), failed, extraction.BrokenOff);
    }

    private FeatureEntry Write(string name, string folder, float[]?[] rows, TurnPlace[] places)
    {
        var statistics = Standardize.Fit(TrainingRows(rows, places));
        string file = $"{name}.fitted.safetensors";
        Safetensors.Write(Path.Combine(folder, file), statistics.Tensors(), new Dictionary<string, string> { ["set"] = set.Name });
        var settings = new Dictionary<string, string> { ["set"] = set.Name, ["fitted_on"] = Split.Train.Name() };
        string source = Path.GetFileName(Path.TrimEndingDirectorySeparator(media));
        var entry = new FeatureEntry(name, Modality.Audio, set.FunctionalNames.Count, source, set.Name, settings) { Files = [file] };
        corpus.WriteFeatures(entry, Matrix(rows, statistics));
        return entry;
    }

    private List<double[]> TrainingRows(float[]?[] rows, TurnPlace[] places)
    {
        var training = rows.Zip(places).Where(pair => pair.First is not null && pair.Second.Split == Split.Train);
        List<double[]> values = [.. training.Select(pair => Array.ConvertAll(pair.First!, value => (double)value))];
        if (values.Count > 0) return values;
        throw new BadInputException("no turn of the training split has a sound, and features are fitted on nothing else",
            "compare the 'media' of the turns in conversations.jsonl with the files of the folder", media);
    }

    private FeatureMatrix Matrix(float[]?[] rows, Standardize statistics)
    {
        int width = set.FunctionalNames.Count;
        var matrix = new FeatureMatrix(new float[rows.Length * width], [.. rows.Select(row => row is not null)], width);
        for (int row = 0; row < rows.Length; row++)
            for (int column = 0; column < width && rows[row] is { } values; column++)
                matrix.Values[(row * width) + column] = statistics.Apply(column, values[column]);
        return matrix;
    }
}
