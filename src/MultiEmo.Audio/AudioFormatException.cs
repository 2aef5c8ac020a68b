namespace MultiEmo.Audio;

/// <summary>A sound file that cannot be used: says which, what is wrong, at which byte where that is known, and what to do about it.</summary>
public sealed class AudioFormatException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="path">The file, or the name given with a stream.</param>
    /// <param name="problem">What is wrong, a clause without full stop.</param>
    /// <param name="remedy">What to do about it, a clause without full stop.</param>
    /// <param name="position">Byte of the file that shows it, from 0; null where there is no such byte.</param>
    /// <param name="inner">What caused it.</param>
    public AudioFormatException(string path, string problem, string remedy, long? position = null, Exception? inner = null)
        : base($"{path}: {problem}{(position is null ? "" : $" (byte {position})")}; {remedy}", inner)
    {
        (Path, Problem, Remedy, Position) = (path, problem, remedy, position);
    }

    /// <summary>The file at fault, or the name given with a stream.</summary>
    public string Path { get; }

    /// <summary>What is wrong.</summary>
    public string Problem { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }

    /// <summary>Byte of the file that shows it, from 0; null where there is no such byte.</summary>
    public long? Position { get; }
}
