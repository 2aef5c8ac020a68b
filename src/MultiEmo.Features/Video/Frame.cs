namespace MultiEmo.Features.Video;

/// <summary>One picture, of a video or of a file.</summary>
/// <param name="Width">Pixels of a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Red, green and blue of each pixel, a byte each, row after row from the top: Height x Width x 3.</param>
/// <param name="Time">Seconds from the beginning of the video; 0 for a picture.</param>
public sealed record Frame(int Width, int Height, byte[] Pixels, double Time = 0);
