using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>What the training of a text network leaves: the network as an extractor reads it, and all that was measured of it.</summary>
/// <param name="Path">The folder.</param>
public sealed record EncoderFolder(string Path)
{
    private static readonly string[] NetworkFiles =
    [
        "encoder.safetensors", "model.safetensors", "config.json", "context.json", "vocab.json", "merges.txt", "encoder.json",
        "vocab.bpe", "dict.txt",
    ];

    /// <summary>What decided the training: recipe.json.</summary>
    public string Recipe => In("recipe.json");

    /// <summary>What it was trained on and began with: data.json.</summary>
    public string Data => In("data.json");

    /// <summary>An epoch a row: history.csv.</summary>
    public string History => In("history.csv");

    /// <summary>The scores on validation: metrics-validation.json, which marks the training as finished.</summary>
    public string Metrics => In("metrics-validation.json");

    /// <summary>Times, machine, versions: environment.json.</summary>
    public string Environment => In("environment.json");

    /// <summary>What the network is and is not for: card.md.</summary>
    public string Card => In("card.md");

    /// <summary>Where an unfinished training goes on: checkpoint.safetensors.</summary>
    public string Checkpoint => In("checkpoint.safetensors");

    /// <summary>Whether the training was finished.</summary>
    public bool Finished => File.Exists(Metrics) && !File.Exists(Checkpoint);

    /// <summary>Whether a folder holds such a training, or a part of one.</summary>
    public static bool Holds(string path) => File.Exists(new EncoderFolder(path).Data);

    /// <summary>Makes a folder for a new training.</summary>
    /// <param name="path">Where.</param>
    /// <param name="force">Whether a training that is there already may be deleted.</param>
    /// <exception cref="BadInputException">The folder holds a training (unless forced), a corpus, a run, or a network from elsewhere.</exception>
    public static EncoderFolder Create(string path, bool force)
    {
        var folder = new EncoderFolder(path);
        if (Holds(path))
        {
            if (!force)
                throw new BadInputException(
                    "holds a trained text network already", "choose another folder, --resume to continue it, or --force to replace it", path);
        }
        else if (CorpusFolder.Holds(path) || RunFolder.Holds(path) || NetworkFiles.Any(name => File.Exists(folder.In(name))))
            throw new BadInputException("holds a corpus, a run or a network from elsewhere, which a training must not mix with",
                "choose another folder", path);
        return folder.Made(() => folder.Clear());
    }

    /// <summary>The folder of a training to continue; an empty one is made where there is none yet.</summary>
    /// <exception cref="BadInputException">The folder cannot be made, or holds something else.</exception>
    public static EncoderFolder Resume(string path) => Holds(path) ? new EncoderFolder(path) : Create(path, force: false);

    private EncoderFolder Made(Action prepare)
    {
        AtomicFile.Guard(Path, () =>
        {
            Directory.CreateDirectory(Path);
            prepare();
        });
        return this;
    }

    private void Clear()
    {
        foreach (string file in new[] { Data, Metrics, Recipe, History, Environment, Card, Checkpoint }) File.Delete(file);
        foreach (string name in NetworkFiles) File.Delete(In(name));
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
