using MultiEmo.Conversations;
using MultiEmo.Models.Baselines;
using MultiEmo.Storage;
using static TorchSharp.torch;

namespace MultiEmo.Models;

/// <summary>From an architecture to a model: the one place that knows all kinds.</summary>
public static class Network
{
    /// <summary>A model with freshly drawn parameters.</summary>
    public static nn.Module<ConversationBatch, Scores> Create(Architecture architecture, Dropouts? dropouts = null) => architecture.Kind switch
    {
        "multiemo" => new MultiEmoModel(architecture, dropouts),
        "logistic-regression" => new LogisticRegression(architecture),
        _ => throw new BadInputException(
            $"unknown kind of model '{architecture.Kind}'", Spelling.Suggest(architecture.Kind, ["multiemo", "logistic-regression"])),
    };

    /// <summary>
    /// Says that a model's weights stay as they are until what this gives is disposed, so that its passes without gradient need to arrange them but
    /// once: <see cref="MultiEmoModel.Hold"/>. Null of a model that arranges nothing.
    /// </summary>
    public static IDisposable? Hold(nn.Module<ConversationBatch, Scores> model) => (model as MultiEmoModel)?.Hold();

    /// <summary>A trained model: architecture.json and model.safetensors of a seed's folder.</summary>
    public static nn.Module<ConversationBatch, Scores> Load(SeedFolder folder, Architecture architecture)
    {
        var model = Create(architecture);
        Checkpoint.Load(model, folder.Model);
        model.eval();
        return model;
    }
}
