namespace MultiEmo.Storage.Pickles;

/// <summary>A value that a pickle makes in two steps: empty, then its state.</summary>
public abstract class PickledObject
{
    /// <summary>Takes the state that follows it in the file.</summary>
    /// <exception cref="InvalidDataException">It is not the state of such a value.</exception>
    public abstract void SetState(object? state);
}
