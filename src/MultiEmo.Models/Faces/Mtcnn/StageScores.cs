using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Faces.Mtcnn;

/// <summary>What a network of MTCNN says of its pictures.</summary>
/// <param name="Face">(B, 2) or (B, 2, Y, X): the probabilities that there is none, and that there is a face.</param>
/// <param name="Shift">(B, 4) or (B, 4, Y, X): how left, top, right and bottom should move, in widths and heights of the box.</param>
/// <param name="Points">(B, 10): x of five landmarks, then y, in widths and heights of the box; O-Net alone tells them.</param>
internal sealed record StageScores(Tensor Face, Tensor Shift, Tensor? Points = null);
