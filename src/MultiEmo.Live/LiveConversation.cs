using MultiEmo.Conversations;
using MultiEmo.Live.Passes;

namespace MultiEmo.Live;

/// <summary>
/// A conversation that is going on: each turn gets its emotion as soon as it comes, with the numbers that a conversation which ends there would have.
/// What was said before is kept, so that a turn costs the same at any time but for the attention over the turns so far; of a bidirectional model the
/// reverse recurrence runs over all turns again. One thread at a time; several conversations may run side by side.
/// </summary>
public sealed class LiveConversation
{
    private readonly LiveRecognizer recognizer;
    private readonly LivePass pass;
    private readonly float[] logits;
    private readonly LiveTurn[] one = new LiveTurn[1];

    internal LiveConversation(LiveRecognizer recognizer, string id)
    {
        (this.recognizer, Id) = (recognizer, id);
        (pass, logits) = (recognizer.Model.Begin(), new float[recognizer.Emotions.Count]);
    }

    /// <summary>The conversation's name, as it stands in the predictions.</summary>
    public string Id { get; }

    /// <summary>The number of turns so far.</summary>
    public int Turns => pass.Turns;

    /// <summary>Takes one more turn, of words alone.</summary>
    /// <param name="speaker">Who speaks; the same name for the same person.</param>
    /// <param name="text">The words.</param>
    /// <returns>The turn's emotion.</returns>
    /// <exception cref="BadInputException">What the model reads cannot be made of words here.</exception>
    public Prediction Add(string speaker, string text) => Add(new Utterance(Turns, speaker, text));

    /// <summary>Takes one more turn; its features are made of its words.</summary>
    /// <param name="turn">The turn.</param>
    /// <returns>The turn's emotion.</returns>
    /// <exception cref="BadInputException">What the model reads cannot be made of words here.</exception>
    public Prediction Add(Utterance turn) => Add(turn, recognizer.Read(turn));

    /// <summary>Takes one more turn with features that are made already.</summary>
    /// <param name="turn">The turn, for the prediction.</param>
    /// <param name="features">What the model reads of it, such as <see cref="LiveRecognizer.Read"/> with a voice beside the words.</param>
    /// <returns>The turn's emotion.</returns>
    /// <exception cref="BadInputException">Features of another width than the model reads.</exception>
    public Prediction Add(Utterance turn, LiveTurn features)
    {
        one[0] = features;
        recognizer.Model.Check(one);
        pass.Append(one);
        pass.Logits(pass.Turns - 1, logits);
        return recognizer.Predict(Id, turn, features, logits);
    }
}
