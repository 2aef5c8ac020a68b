namespace MultiEmo.Audio.Wav;

/// <summary>Bytes that tell a kind of file.</summary>
/// <param name="Kind">What a file with them is, with its article.</param>
/// <param name="Bytes">The bytes.</param>
/// <param name="Offset">Where they stand.</param>
internal sealed record Signature(string Kind, byte[] Bytes, int Offset = 0)
{
    /// <summary>Whether a file that begins so has them.</summary>
    public bool IsIn(ReadOnlySpan<byte> head) => head.Length >= Offset && head[Offset..].StartsWith(Bytes);
}
