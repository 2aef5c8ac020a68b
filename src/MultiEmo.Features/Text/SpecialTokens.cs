namespace MultiEmo.Features.Text;

/// <summary>Ids of the tokens that stand for no text.</summary>
/// <param name="Start">&lt;s&gt;, whose vector stands for the whole input.</param>
/// <param name="Padding">&lt;pad&gt;</param>
/// <param name="End">&lt;/s&gt;, after each part of the input; two of them between parts.</param>
/// <param name="Unknown">&lt;unk&gt;, for what the vocabulary lacks.</param>
/// <param name="Mask">&lt;mask&gt;; null when the vocabulary has none.</param>
public sealed record SpecialTokens(int Start, int Padding, int End, int Unknown, int? Mask);
