using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models;

/// <summary>The states of a DialogueRNN after every turn.</summary>
/// <param name="Global">(T, B, D), g_t.</param>
/// <param name="Party">(T, B, D), q of the turn's speaker after the turn.</param>
/// <param name="Emotion">(T, B, D), e_t.</param>
public sealed record DialogueStates(Tensor Global, Tensor Party, Tensor Emotion);
