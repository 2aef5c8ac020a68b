using MultiEmo.Models;
using MultiEmo.Models.Losses;
using MultiEmo.Storage;
using MultiEmo.Tests.Support;
using MultiEmo.Training;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Training;

/// <summary>A tiny corpus in a folder that goes when the test does, and room for runs on it.</summary>
public sealed class TinyRun : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public TinyRun(TinyCorpus? corpus = null) => Corpus = (corpus ?? new()).Write(In("corpus"));

    /// <summary>Settings that use all that training has, so small that an epoch takes no time.</summary>
    public static Recipe Recipe { get; } = new()
    {
        Name = "tiny",
        Model = new ModelSettings
        {
            Width = 8,
            Hidden = 8,
            Heads = 2,
            Layers = 1,
            Classifier = 8,
            Dropout = new Dropouts { Input = 0.1, Recurrent = 0.1, Sublayer = 0.1, Classifier = 0.1 },
        },
        Training = new TrainingSettings { Epochs = 3, Batch = 3, LearningRate = 0.01, Clip = 1, Average = 0.9, Withhold = 0.2, PlateauPatience = 0 },
    };

    /// <summary>Logistic regression on the same features.</summary>
    public static Recipe Baseline { get; } = Recipe with
    {
        Name = "baseline",
        Model = new ModelSettings { Kind = "logistic-regression" },
        Loss = new LossSettings { Swfc = 0, SoftHgr = 0 },
        Training = Recipe.Training with { Withhold = 0 },
    };

    public string Corpus { get; }

    public string In(string name) => Path.Combine(folder.Path, name);

    /// <summary>The folder of a seed, made, with nothing in it.</summary>
    public SeedFolder Seed(string name, int seed = 1) => new(Directory.CreateDirectory(In(name)).FullName, seed);

    public TrainingData Data(Recipe? recipe = null, int seed = 1) => TrainingData.Of(PreparedCorpus.LoadForTraining(Corpus), recipe ?? Recipe, seed);

    /// <summary>Trains one seed, from its checkpoint where there is one.</summary>
    public TrainingState Train(SeedFolder seed, Recipe? recipe = null, Action<TrainingProgress>? told = null, CancellationTokenSource? stop = null) =>
        new Trainer(recipe ?? Recipe, CPU, new SetClock()).Train(Data(recipe, seed.Seed), seed, new Listener(told), stop?.Token ?? default);

    /// <summary>Trains a whole run.</summary>
    public RunFolder TrainRun(
        string name, Recipe? recipe = null, int[]? seeds = null, Action<TrainingProgress>? told = null, CancellationTokenSource? stop = null)
    {
        var run = RunFolder.Resume(In(name));
        new RunTrainer(Corpus, recipe ?? Recipe, run, CPU, new SetClock()).Train(seeds ?? [1], new Listener(told), stop?.Token ?? default);
        return run;
    }

    public void Dispose() => folder.Dispose();
}
