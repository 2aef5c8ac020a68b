namespace MultiEmo.Models.Faces.Speaking;

/// <summary>
/// A part of a face as a small grey picture that moves, grows and turns with the face: its cells are a 24th of the way from the eyes to the mouth.
/// </summary>
/// <param name="Columns">Cells of a row.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Down">Where its middle is on the line through eyes and mouth: 0 at the eyes, 1 at the mouth.</param>
internal sealed record FacePatch(int Columns, int Rows, float Down)
{
    private const float CellsFromEyesToMouth = 24;
    private const int MostSamples = 6;

    /// <summary>Reads it: each cell is the mean of the points of a grid in it, about a pixel apart.</summary>
    /// <returns>Rows x Columns grey levels, row after row.</returns>
    public float[] Read(GreyPicture picture, FacePose pose)
    {
        float downX = (pose.Mouth.X - pose.Eyes.X) / CellsFromEyesToMouth, downY = (pose.Mouth.Y - pose.Eyes.Y) / CellsFromEyesToMouth;
        float middleX = pose.Eyes.X + downX * CellsFromEyesToMouth * Down, middleY = pose.Eyes.Y + downY * CellsFromEyesToMouth * Down;
        int samples = Math.Clamp((int)MathF.Ceiling(MathF.Sqrt(downX * downX + downY * downY)), 1, MostSamples);
        var cells = new float[Rows * Columns];
        for (int i = 0; i < cells.Length; i++)
        {
            float sum = 0;
            for (int sample = 0; sample < samples * samples; sample++)
            {
                float x = i % Columns + (sample % samples + 0.5f) / samples - Columns / 2f;
                float y = i / Columns + (sample / samples + 0.5f) / samples - Rows / 2f;
                sum += picture.At(middleX + x * downY + y * downX, middleY - x * downX + y * downY);
            }
            cells[i] = sum / (samples * samples);
        }
        return cells;
    }
}
