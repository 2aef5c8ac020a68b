namespace MultiEmo.Conversations;

/// <summary>Input that cannot be used: says where, what is wrong and what to do about it.</summary>
public sealed class BadInputException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="problem">What is wrong, a clause without full stop.</param>
    /// <param name="remedy">What to do about it, a clause without full stop.</param>
    /// <param name="file">The file at fault; null when it is not a file.</param>
    /// <param name="line">Its line, from 1; null when unknown.</param>
    /// <param name="inner">What caused it.</param>
    public BadInputException(string problem, string remedy, string? file = null, long? line = null, Exception? inner = null)
        : base(Compose(problem, remedy, file, line), inner)
    {
        (Problem, Remedy, File, Line) = (problem, remedy, file, line);
    }

    /// <summary>What is wrong.</summary>
    public string Problem { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }

    /// <summary>The file at fault; null when it is not a file.</summary>
    public string? File { get; }

    /// <summary>The line of the file, from 1; null when unknown.</summary>
    public long? Line { get; }

    private static string Compose(string problem, string remedy, string? file, long? line)
    {
        string place = file is null ? "" : line is null ? $"{file}: " : $"{file}:{line}: ";
        return $"{place}{problem}; {remedy}{(remedy.EndsWith('?') ? "" : ".")}";
    }
}
