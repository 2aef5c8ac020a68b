using System.Text;
using MultiEmo.Conversations;
using MultiEmo.Evaluation;
using MultiEmo.Evaluation.Calibration;
using MultiEmo.Evaluation.Results;
using MultiEmo.Models;
using MultiEmo.Storage;
using static TorchSharp.torch;

namespace MultiEmo.Training;

/// <summary>Writes what a finished training of one seed leaves; the file that marks it as finished comes last.</summary>
/// <param name="recipe">The settings.</param>
/// <param name="data">What was learnt from and chosen on.</param>
/// <param name="folder">Where it goes.</param>
/// <param name="device">Where the model is.</param>
public sealed class SeedOutputs(Recipe recipe, TrainingData data, SeedFolder folder, Device device)
{
    /// <summary>Writes model, metrics, predictions, history, fitted features and the rest, and removes the checkpoint.</summary>
    public void Write(TrainingState state, RunData run, TrainingEnvironment environment)
    {
        state.RestoreBest();
        var calibration = Calibrate(state, out var predictions);
        var metrics = Metrics.Of(data.Validation.Corpus.Emotions, predictions, data.Validation.Corpus.Conversations);
        Json.Write(folder.Architecture, data.Architecture(recipe));
        Json.Write(folder.Calibration, calibration);
        AtomicFile.WriteText(folder.History, string.Join("\n", [EpochReport.Header, .. state.History.Select(epoch => epoch.Row), ""]));
        Json.Write(folder.Environment, environment);
        AtomicFile.WriteText(folder.Card, new ModelCard(recipe, data, run, state.BestEpoch!, folder.Seed).Text(metrics));
        WritePredictions(folder.Predictions(Split.Dev), data.Validation.Corpus.Emotions, predictions);
        Checkpoint.Save(state.Model, folder.Model);
        AtomicFile.WriteText(folder.Metrics(Split.Dev), MetricsJson.Text(Describe(metrics, state.BestEpoch!)));
        File.Delete(folder.Checkpoint);
    }

    /// <summary>Writes predictions as a table of truth, prediction and probabilities.</summary>
    public static void WritePredictions(string path, EmotionSet emotions, IEnumerable<Prediction> predictions) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        PredictionTable.Write(writer, emotions, predictions);
    });

    private RunCalibration Calibrate(TrainingState state, out IReadOnlyList<Prediction> predictions)
    {
        var validation = data.Validation;
        var batches = recipe.Model.Mask ? Inference.ByLength(validation, 32) : Inference.InOrder(validation, recipe.Training.Batch);
        float[] logits = Inference.Logits(state.Model, validation, batches, device);
        int classes = validation.Corpus.Emotions.Count;
        int[] labels = [.. validation.Corpus.Conversations.SelectMany(conversation => conversation.Turns).Select(validation.Label)];
        int[] labelled = [.. Enumerable.Range(0, labels.Length).Where(turn => labels[turn] >= 0)];
        float[] scored = [.. labelled.SelectMany(turn => logits.AsSpan(turn * classes, classes).ToArray())];
        var temperature = Temperature.Fit(scored, [.. labelled.Select(turn => labels[turn])]);
        predictions = Predictions.Of(validation, temperature.Apply(logits, classes));
        return new RunCalibration(temperature.Value);
    }

    private System.Text.Json.Nodes.JsonObject Describe(Metrics metrics, EpochReport best)
    {
        var json = MetricsJson.Of(metrics);
        json["split"] = data.Official ? "validation" : "validation (cut from the training split)";
        json["epoch"] = best.Epoch;
        json["selection"] = recipe.Protocol == Protocol.Released ? Selection.Test.Phrase() : Selection.Validation.Phrase();
        return json;
    }
}
