using MultiEmo.Models;
using MultiEmo.Models.Text;
using MultiEmo.Storage;
using MultiEmo.Tests.Features.Text;
using MultiEmo.Training;

namespace MultiEmo.Tests.Models.Text;

/// <summary>A RoBERTa with random weights, so small that it takes no time.</summary>
public static class TinyRoberta
{
    public static RobertaSettings Settings { get; } = new()
    {
        Vocabulary = 280,
        Width = 16,
        Layers = 3,
        Heads = 4,
        Hidden = 24,
        Positions = 66,
        Types = 1,
        Epsilon = 1e-5,
        InitialDeviation = 0.3,
    };

    public static Roberta Model(int seed = 1, bool pooler = false)
    {
        Seeds.Start(seed);
        var model = new Roberta(Settings, pooler ? new RobertaPooler(Settings) : null);
        model.eval();
        return model;
    }

    /// <summary>Inputs of so many tokens.</summary>
    public static int[][] Inputs(params int[] lengths)
    {
        var chance = new Random(5);
        return [.. lengths.Select(length => Enumerable.Range(0, length).Select(i => i == 0 ? 0 : chance.Next(2, Settings.Vocabulary)).ToArray())];
    }

    /// <summary>Writes a folder with the small vocabulary, config.json and model.safetensors.</summary>
    public static void Write(string folder, int seed = 1)
    {
        TinyVocabulary.Write(folder);
        Json.Write(Path.Combine(folder, "config.json"), Settings);
        using var model = Model(seed);
        Checkpoint.Save(model, Path.Combine(folder, "model.safetensors"));
    }
}
