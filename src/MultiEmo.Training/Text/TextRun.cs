using MultiEmo.Conversations;
using MultiEmo.Models.Text;
using MultiEmo.Storage;
using MultiEmo.Storage.Weights;
using static TorchSharp.torch;

namespace MultiEmo.Training.Text;

/// <summary>Trains a text network on prepared corpora, whose test splits stay closed, and leaves a folder that an extractor reads.</summary>
/// <param name="corpora">What is learnt.</param>
/// <param name="recipe">The settings.</param>
/// <param name="weights">The network to begin with; null: freshly drawn.</param>
/// <param name="folder">Where the result goes.</param>
/// <param name="device">Where to compute.</param>
/// <param name="clock">The time, for environment.json and the checkpoints.</param>
public sealed class TextRun(
    TextCorpora corpora, TextRecipe recipe, RobertaFiles? weights, EncoderFolder folder, Device device, TimeProvider clock)
{
    /// <summary>Trains what is not yet trained.</summary>
    /// <param name="progress">Is told of every step and epoch.</param>
    /// <param name="stop">Ends the training between two steps; what is there can be resumed.</param>
    /// <exception cref="BadInputException">Data, weights or settings that cannot be used.</exception>
    public void Train(IProgress<TextProgress> progress, CancellationToken stop)
    {
        var begun = clock.GetUtcNow();
        var first = PreparedCorpus.LoadForTraining(corpora.First);
        PreparedCorpus[] others = [.. corpora.Also.Select(PreparedCorpus.LoadForTraining)];
        string? hash = weights is null ? null : WeightFile.Sha256(weights.Weights);
        var sources = new TextSources(NameOf(weights), hash, [.. new[] { first }.Concat(others).Select(TextSource.Of)]);
        var lines = corpora.Without is null ? null : PreparedCorpus.LoadSplits(corpora.Without, Split.Dev, Split.Test);
        var data = TextData.Of(first, others, recipe, lines is null ? null : new SharedLines(lines.Corpus.Conversations));
        sources = sources with { Without = lines?.Corpus.Name, LeftOut = data.LeftOut };
        string about = recipe.Text() + Json.Text(sources);
        Begin(sources);
        if (folder.Finished) return;
        using var state = new TextState(Learner(data), recipe.Training);
        new TextTrainer(recipe, data, clock).Train(state, folder.Checkpoint, about, progress, stop);
        var outputs = new TextOutputs(recipe, data, sources, folder);
        outputs.Write(state, () => TrainingEnvironment.Of(corpora.First, device, begun, clock.GetUtcNow()), stop);
    }

    private TextLearner Learner(TextData data) => recipe.Encoder switch
    {
        "roberta" => new RobertaLearner(weights!, recipe, data, device),
        "small" => new SmallEncoderLearner(recipe, data, device),
        _ => throw new BadInputException($"unknown encoder '{recipe.Encoder}'", Spelling.Suggest(recipe.Encoder, ["roberta", "small"])),
    };

    // A training that is resumed keeps its recipe and its data; others would mix two trainings.
    private void Begin(TextSources sources)
    {
        bool there = EncoderFolder.Holds(folder.Path);
        if (there && (!Holds(folder.Recipe, recipe.Text()) || !Holds(folder.Data, Json.Text(sources) + "\n")))
            throw new BadInputException(
                "the training was begun with other settings, data or weights", "resume with the same ones, or choose another --output", folder.Path);
        AtomicFile.WriteText(folder.Recipe, recipe.Text());
        Json.Write(folder.Data, sources);
    }

    private static bool Holds(string path, string text) => File.Exists(path) && File.ReadAllText(path) == text;

    private static string? NameOf(RobertaFiles? files) =>
        files is null ? null : Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(files.Folder)));
}
