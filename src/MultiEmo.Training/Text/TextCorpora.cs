namespace MultiEmo.Training.Text;

/// <summary>The corpora that a text network is trained on.</summary>
/// <param name="First">The folder of the corpus that is learnt and chosen on.</param>
/// <param name="Also">Folders of corpora whose training splits are learnt too.</param>
/// <param name="Without">Folder of a corpus whose dev and test lines are not learnt from the further corpora; null: all are.</param>
public sealed record TextCorpora(string First, IReadOnlyList<string> Also, string? Without);
