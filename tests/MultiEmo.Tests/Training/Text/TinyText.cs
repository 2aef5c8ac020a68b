using MultiEmo.Conversations;
using MultiEmo.Features.Text;
using MultiEmo.Models.Text;
using MultiEmo.Storage;
using MultiEmo.Tests.Models.Text;
using MultiEmo.Tests.Support;
using MultiEmo.Training.Text;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Training.Text;

/// <summary>Invented conversations whose words tell the emotion, a tiny RoBERTa to begin with, and room for trainings.</summary>
public sealed class TinyText : IDisposable
{
    /// <summary>Stands in every text of test, and nowhere else.</summary>
    public const string Marker = "MARKEROFTEST";

    private static readonly string[][] Words = [["table", "door", "well"], ["hello", "great", "thing"], ["no", "stop", "hate"]];

    private readonly TemporaryFolder folder = new();

    public TinyText()
    {
        TinyRoberta.Write(In("weights"));
        Write("corpus", new EmotionSet("moods", ["calm", "joy", "anger"]), 8, 3);
        Write("other", new EmotionSet("other", ["up", "down", "flat"]), 5, 0);
    }

    /// <summary>Settings that use all that training has, so small that an epoch takes no time.</summary>
    public static TextRecipe Recipe { get; } = new()
    {
        Context = new ContextOptions { Budget = 40 },
        Training = new TextTrainingSettings { Epochs = 3, Batch = 6, Tokens = 120, LearningRate = 3e-3 },
    };

    public string In(string name) => Path.Combine(folder.Path, name);

    public PreparedCorpus Corpus(string name = "corpus") => PreparedCorpus.LoadForTraining(In(name));

    public TextData Data(TextRecipe? recipe = null, bool also = false) => TextData.Of(Corpus(), also ? [Corpus("other")] : [], recipe ?? Recipe);

    public RobertaLearner Learner(TextData data, TextRecipe? recipe = null) => new(new RobertaFiles(In("weights")), recipe ?? Recipe, data, CPU);

    /// <summary>Trains, from the checkpoint of that name where there is one.</summary>
    public TextState Train(
        string name, TextRecipe? recipe = null, bool also = false, Action<TextProgress>? told = null, CancellationTokenSource? stop = null)
    {
        recipe ??= Recipe;
        var data = Data(recipe, also);
        var state = new TextState(Learner(data, recipe), recipe.Training);
        try
        {
            new TextTrainer(recipe, data, new SetClock()).Train(state, In(name), "tiny", new TextListener(told), stop?.Token ?? default);
            return state;
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }

    /// <summary>Everything that a training knows at its end.</summary>
    public byte[] Bytes(string name, TextRecipe? recipe = null, bool also = false)
    {
        using var state = Train(name, recipe, also);
        state.Save(In(name), "tiny");
        return File.ReadAllBytes(In(name));
    }

    public void Dispose() => folder.Dispose();

    private void Write(string name, EmotionSet emotions, int training, int dev)
    {
        var chance = new Random(3);
        Utterance Turn(int turn, Split split)
        {
            int mood = chance.Next(3);
            string words = $"{Words[mood][chance.Next(3)]} {Words[mood][chance.Next(3)]}{(split == Split.Test ? " " + Marker : "")}";
            return new(turn, turn % 2 == 0 ? "Ada" : "Bob", turn == 2 ? "" : words, turn == 1 ? null : emotions.Labels[mood]);
        }
        Conversation Talk(Split split, int index) =>
            new($"{split.Name()}/{index}", split, [.. Enumerable.Range(0, 5 + index % 2).Select(turn => Turn(turn, split))]);
        (Split Split, int Count)[] parts = [(Split.Train, training), (Split.Dev, dev), (Split.Test, 2)];
        var talks = parts.SelectMany(part => Enumerable.Range(0, part.Count).Select(index => Talk(part.Split, index)));
        PreparedCorpus.Create(In(name), new Corpus(name, emotions, [.. talks]), force: false);
    }
}

/// <summary>Passes progress on as it comes.</summary>
public sealed class TextListener(Action<TextProgress>? told) : IProgress<TextProgress>
{
    public void Report(TextProgress value) => told?.Invoke(value);
}
