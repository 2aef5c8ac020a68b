namespace MultiEmo.Audio.Wav;

/// <summary>Codes by which a fmt chunk names how its samples are coded, as registered in RFC 2361 and by Microsoft.</summary>
internal static class Codec
{
    /// <summary>Integers as they are.</summary>
    public const int Pcm = 1;

    /// <summary>IEEE floats as they are.</summary>
    public const int Float = 3;

    /// <summary>The code proper stands further on in the chunk.</summary>
    public const int Extensible = 0xFFFE;

    /// <summary>What people call it.</summary>
    public static string Name(int code) => code switch
    {
        0x0002 => "Microsoft ADPCM",
        0x0006 => "A-law",
        0x0007 => "mu-law",
        0x0011 => "IMA ADPCM",
        0x0031 => "GSM 6.10",
        0x0040 or 0x0045 => "G.726 ADPCM",
        0x0050 => "MPEG audio (layer 1 or 2)",
        0x0055 => "MP3",
        0x00FF or 0x1600 or 0x1610 => "AAC",
        0x0160 or 0x0161 or 0x0162 or 0x0163 => "Windows Media Audio",
        0x2000 => "AC-3",
        0xF1AC => "FLAC",
        _ => $"codec 0x{code:X4}",
    };
}
