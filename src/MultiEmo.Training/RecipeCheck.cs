using MultiEmo.Conversations;
using MultiEmo.Models;

namespace MultiEmo.Training;

/// <summary>The ranges of a recipe's values.</summary>
public static class RecipeCheck
{
    private const double Infinity = double.PositiveInfinity;

    /// <summary>What is out of range, a clause each.</summary>
    public static IEnumerable<string> Faults(Recipe recipe) =>
        [.. Model(recipe.Model), .. Dropout(recipe.Model.Dropout), .. Loss(recipe), .. Training(recipe.Training)];

    private static IEnumerable<string> Model(ModelSettings model)
    {
        if (model.Kind is not ("multiemo" or "logistic-regression"))
            yield return $"model.kind is '{model.Kind}' ({Spelling.Suggest(model.Kind, ["multiemo", "logistic-regression"])})";
        foreach (string name in model.Modalities.Where(name => Modalities.Parse(name) is null))
            yield return $"model.modalities has '{name}' ({Spelling.Suggest(name, Modalities.All.Select(modality => modality.Name()))})";
        if (model.Width < 1 || model.Heads < 1 || model.Width % model.Heads != 0)
            yield return $"model.width is {model.Width}, model.heads {model.Heads}: both are at least 1 and the heads divide the width";
        if (model.Hidden < 1) yield return $"model.hidden is {model.Hidden}, it is at least 1";
        if (model.Layers < 1) yield return $"model.layers is {model.Layers}, it is at least 1 (model.multi_attn=false leaves MultiAttn out)";
        if (model.Classifier < 0) yield return $"model.classifier is {model.Classifier}, it is 0 or more";
    }

    private static IEnumerable<string> Dropout(Dropouts dropout)
    {
        (string Name, double Rate)[] rates =
        [
            ("input", dropout.Input), ("recurrent", dropout.Recurrent), ("sublayer", dropout.Sublayer),
            ("classifier", dropout.Classifier), ("logits", dropout.Logits),
        ];
        return rates.Where(rate => rate.Rate is not (>= 0 and < 1))
            .Select(rate => $"model.dropout.{rate.Name} is {rate.Rate}, it is in 0 .. 1, below 1");
    }

    private static IEnumerable<string> Loss(Recipe recipe)
    {
        var loss = recipe.Loss;
        if (loss.Swfc is not (>= 0 and <= 1) || loss.SoftHgr is not (>= 0 and <= 1) || loss.CrossEntropy < -1e-12)
            yield return $"loss.swfc is {loss.Swfc}, loss.soft_hgr {loss.SoftHgr}: both are in 0 .. 1 and together at most 1";
        if (loss.Temperature is not (> 0 and < Infinity)) yield return $"loss.temperature is {loss.Temperature}, it is above 0";
        if (loss.Focus is not (>= 0 and < Infinity)) yield return $"loss.focus is {loss.Focus}, it is not negative";
        if (!double.IsFinite(loss.SampleWeight)) yield return $"loss.sample_weight is {loss.SampleWeight}, it is a finite number";
        if (loss.LabelSmoothing is not (>= 0 and < 1)) yield return $"loss.label_smoothing is {loss.LabelSmoothing}, it is in 0 .. 1, below 1";
        if (loss.Balance is not (>= 0 and <= 1)) yield return $"loss.balance is {loss.Balance}, it is in 0 .. 1";
        if (recipe.Model.Kind == "logistic-regression" && loss is not { Swfc: 0, SoftHgr: 0 })
            yield return "logistic-regression trains with cross-entropy alone: loss.swfc=0 and loss.soft_hgr=0";
    }

    private static IEnumerable<string> Training(TrainingSettings training)
    {
        if (training.Epochs < 1) yield return $"training.epochs is {training.Epochs}, it is at least 1";
        if (training.Batch < 1) yield return $"training.batch is {training.Batch}, it is at least 1";
        if (training.LearningRate is not (> 0 and < Infinity)) yield return $"training.learning_rate is {training.LearningRate}, it is above 0";
        if (training.WeightDecay is not (>= 0 and < Infinity)) yield return $"training.weight_decay is {training.WeightDecay}, it is not negative";
        if (training.Clip is not (>= 0 and < Infinity)) yield return $"training.clip is {training.Clip}, it is not negative";
        if (training.Patience < 0) yield return $"training.patience is {training.Patience}, it is not negative";
        if (training.PlateauFactor is not (> 0 and <= 1)) yield return $"training.plateau_factor is {training.PlateauFactor}, it is in 0 .. 1";
        if (training.PlateauPatience < 0) yield return $"training.plateau_patience is {training.PlateauPatience}, it is not negative";
        if (training.ValidationShare is not (> 0 and < 1))
            yield return $"training.validation_share is {training.ValidationShare}, it is between 0 and 1";
        if (training.Average is not (>= 0 and < 1)) yield return $"training.average is {training.Average}, it is in 0 .. 1, below 1";
        if (training.Withhold is not (>= 0 and < 1)) yield return $"training.withhold is {training.Withhold}, it is in 0 .. 1, below 1";
    }
}
