namespace MultiEmo.Storage;

/// <summary>How the probabilities of a trained seed are made from its logits: calibration.json.</summary>
/// <param name="Temperature">Fitted on validation; the logits are divided by it before the softmax.</param>
public sealed record RunCalibration(double Temperature);
