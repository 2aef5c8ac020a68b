using MultiEmo.Evaluation;
using MultiEmo.Evaluation.Results;
using MultiEmo.Storage;

namespace MultiEmo.Training.Text;

/// <summary>Writes what a finished training of a text network leaves; the file that marks it as finished comes last.</summary>
/// <param name="recipe">The settings.</param>
/// <param name="data">What was learnt from and chosen on.</param>
/// <param name="sources">Where that came from.</param>
/// <param name="folder">Where it goes.</param>
public sealed class TextOutputs(TextRecipe recipe, TextData data, TextSources sources, EncoderFolder folder)
{
    /// <summary>Writes network, metrics, history and the rest, and removes the checkpoint.</summary>
    /// <param name="state">The finished training; its network becomes that of the best epoch.</param>
    /// <param name="environment">Machine and times.</param>
    /// <param name="stop">Ends the last scoring between two batches.</param>
    public void Write(TextState state, Func<TrainingEnvironment> environment, CancellationToken stop)
    {
        state.RestoreBest();
        var score = TextScore.Of(state.Learner, data, recipe.Training.Tokens, stop);
        AtomicFile.WriteText(folder.History, string.Join("\n", [TextEpoch.Header, .. state.History.Select(epoch => epoch.Row), ""]));
        AtomicFile.WriteText(folder.Card, new TextCard(recipe, data, sources, state.BestEpoch!).Text(score.Metrics));
        state.Learner.Save(folder.Path);
        Json.Write(folder.Environment, environment());
        AtomicFile.WriteText(folder.Metrics, MetricsJson.Text(Describe(score.Metrics, state.BestEpoch!)));
        File.Delete(folder.Checkpoint);
    }

    private System.Text.Json.Nodes.JsonObject Describe(Metrics metrics, TextEpoch best)
    {
        var json = MetricsJson.Of(metrics);
        json["split"] = data.Official ? "validation" : "validation (cut from the training split)";
        json["epoch"] = best.Epoch;
        json["selection"] = Selection.Validation.Phrase();
        return json;
    }
}
