namespace MultiEmo.Models.Faces;

/// <summary>The mean of the vectors of pictures that come one after the other; a few of them are held at a time.</summary>
internal sealed class MeanVector(FaceNetwork network)
{
    private const int Together = 8;
    private readonly double[] sum = new double[network.Width];
    private readonly List<FaceCrop> waiting = [];
    private int count;

    /// <summary>The mean over some pictures; null: there were none.</summary>
    public static float[]? Of(FaceNetwork network, IEnumerable<FaceCrop> crops)
    {
        var mean = new MeanVector(network);
        foreach (var crop in crops) mean.Add(crop);
        return mean.Value();
    }

    private void Add(FaceCrop crop)
    {
        waiting.Add(crop);
        if (waiting.Count == Together) Empty();
    }

    private void Empty()
    {
        foreach (float[] vector in network.Vectors(waiting))
            for (int i = 0; i < sum.Length; i++) sum[i] += vector[i];
        count += waiting.Count;
        waiting.Clear();
    }

    private float[]? Value()
    {
        Empty();
        return count == 0 ? null : [.. sum.Select(value => (float)(value / count))];
    }
}
