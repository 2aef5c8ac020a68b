namespace MultiEmo.Models.Faces.Mtcnn;

/// <summary>Of boxes that overlap too much, the one with the highest score stays.</summary>
internal static class Overlaps
{
    /// <summary>Leaves out whatever shares more of its union with a better box than it may.</summary>
    /// <returns>What stays, best first; of equal scores the earlier one.</returns>
    public static List<Candidate> WithoutUnions(IEnumerable<Candidate> candidates, float most)
    {
        var kept = new List<Candidate>();
        Candidate[] order = [.. candidates.OrderByDescending(candidate => candidate.Score)];
        var gone = new bool[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            if (gone[i]) continue;
            kept.Add(order[i]);
            for (int j = i + 1; j < order.Length; j++) gone[j] = gone[j] || ShareOfUnion(order[i].Box, order[j].Box) > most;
        }
        return kept;
    }

    /// <summary>Leaves out whatever shares more of the smaller of both boxes with a better one than it may; edges count as pixels.</summary>
    /// <returns>Indexes of what stays, best first; of equal scores as <see cref="UnstableOrder"/> has them.</returns>
    public static List<int> WithoutNested(IReadOnlyList<Candidate> candidates, float most)
    {
        var kept = new List<int>();
        List<int> left = [.. UnstableOrder.Descending([.. candidates.Select(candidate => candidate.Score)])];
        while (left.Count > 0)
        {
            int best = left[0];
            var box = candidates[best].Box;
            kept.Add(best);
            left = [.. left.Skip(1).Where(i => ShareOfSmaller(box, candidates[i].Box) <= most)];
        }
        return kept;
    }

    /// <summary>What two boxes share, by what they cover together: 0 to 1.</summary>
    public static float ShareOfUnion(FaceBox one, FaceBox other)
    {
        float shared = Shared(one, other, 0);
        return shared / (Area(one, 0) + Area(other, 0) - shared);
    }

    private static float ShareOfSmaller(FaceBox one, FaceBox other) => Shared(one, other, 1) / MathF.Min(Area(one, 1), Area(other, 1));

    private static float Shared(FaceBox one, FaceBox other, float edge)
    {
        float width = MathF.Min(one.Right, other.Right) - MathF.Max(one.Left, other.Left) + edge;
        float height = MathF.Min(one.Bottom, other.Bottom) - MathF.Max(one.Top, other.Top) + edge;
        return MathF.Max(0, width) * MathF.Max(0, height);
    }

    private static float Area(FaceBox box, float edge) => (box.Right - box.Left + edge) * (box.Bottom - box.Top + edge);
}
