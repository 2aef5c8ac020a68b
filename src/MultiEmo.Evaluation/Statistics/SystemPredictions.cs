namespace MultiEmo.Evaluation.Statistics;

/// <summary>What a system predicted for <see cref="ScoredUtterances"/>.</summary>
/// <param name="Name">The system.</param>
/// <param name="Seeds">A list per seed, at least one: the predicted label of each utterance, as its index.</param>
public sealed record SystemPredictions(string Name, IReadOnlyList<IReadOnlyList<int>> Seeds)
{
    /// <summary>The label that most seeds predicted; of labels with equally many votes, the one that an earlier seed predicted.</summary>
    public IReadOnlyList<int> MajorityVote => [.. Enumerable.Range(0, Seeds[0].Count).Select(Vote)];

    // Groups come in the order of their first vote, and the first of the largest is taken.
    private int Vote(int utterance) => Seeds.GroupBy(seed => seed[utterance]).MaxBy(votes => votes.Count())!.Key;
}
