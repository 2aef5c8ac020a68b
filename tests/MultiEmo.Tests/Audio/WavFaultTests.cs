using System.Text;
using MultiEmo.Audio;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Audio;

public class WavFaultTests
{
    [Theory]
    [InlineData("ID3\u0003 and more", "is an MP3 file, not a WAV file")]
    [InlineData("\u00FF\u00FB\u0090\u0064", "is an MP3 file")]
    [InlineData("\u00FF\u00F1\u0050\u0080", "is an AAC file")]
    [InlineData("fLaC\0\0\0\u0022", "is a FLAC file")]
    [InlineData("OggS\0\u0002", "is an Ogg file")]
    [InlineData("\0\0\0\u0020ftypM4A ", "is an MP4 or M4A file")]
    [InlineData("FORM\0\0\0\u0020AIFF", "is an AIFF file")]
    [InlineData("RIFX\0\0\0\u0020WAVE", "highest bytes first")]
    [InlineData("NIST_1A\n   1024\n", "is a NIST SPHERE file")]
    [InlineData("RIFF\u0020\0\0\0WEBPVP8 ", "is a RIFF file of type 'WEBP'")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "does not begin with RIFF and WAVE")]
    public void Another_kind_of_file_is_named_and_how_to_convert_it(string content, string said)
    {
        var fault = Refused(Encoding.Latin1.GetBytes(content), "some talk.mp3");

        Assert.Contains(said, fault.Problem);
        Assert.Equal("convert it first: ffmpeg -i \"some talk.mp3\" -ac 1 \"some talk.wav\"", fault.Remedy);
        Assert.Equal(("some talk.mp3", 0L), (fault.Path, fault.Position));
    }

    [Theory]
    [InlineData("", "is empty", "another copy")]
    [InlineData("R", "ends within its RIFF header", "another copy")]
    [InlineData("RIFF\0\0\0\0WAV", "ends within its RIFF header", "another copy")]
    [InlineData("Good morning, ünd a text", "is a text file", "name the sound file")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid", "Git LFS", "git lfs pull")]
    public void A_file_that_no_conversion_helps_gets_another_remedy(string content, string said, string remedy)
    {
        var fault = Refused(Encoding.UTF8.GetBytes(content));

        Assert.Contains(said, fault.Problem);
        Assert.Contains(remedy, fault.Remedy);
    }

    [Theory]
    [InlineData(2, "Microsoft ADPCM")]
    [InlineData(6, "A-law")]
    [InlineData(7, "mu-law")]
    [InlineData(0x11, "IMA ADPCM")]
    [InlineData(0x55, "MP3")]
    [InlineData(0x1234, "codec 0x1234")]
    public void A_coding_other_than_PCM_and_float_is_named(int code, string name)
    {
        foreach (bool isExtensible in (bool[])[false, true])
        {
            var fault = Refused(new WavBytes { Code = code, IsExtensible = isExtensible }.Of(1, 2));
            Assert.Equal($"is coded as {name}, and only PCM and float can be read", fault.Problem);
            Assert.Equal("convert it first: ffmpeg -i x.wav -ac 1 x.pcm.wav", fault.Remedy);
            Assert.Equal(20, fault.Position);
        }
    }

    [Fact]
    public void A_subformat_of_another_kind_is_told_by_its_identifier()
    {
        byte[] bytes = new WavBytes { IsExtensible = true }.Of(1, 2);
        bytes[59]++;

        Assert.Contains("00000001-0000-0010-8000-00aa00389b72", Refused(bytes).Problem);
    }

    [Fact]
    public void A_header_that_is_absurd_is_refused_with_its_byte()
    {
        var wav = new WavBytes();
        Is(wav with { Channels = 0 }, "has zero channels", 22);
        Is(wav with { Rate = 0 }, "has a sampling rate of 0 Hz", 24);
        Is(wav with { Rate = -1 }, "has a sampling rate of 4294967295 Hz", 24);
        Is(wav with { FrameBytes = 0 }, "announces frames of 0 bytes where 1 x 16 bits take 2", 32);
        Is(wav with { Channels = 2, FrameBytes = 2 }, "announces frames of 2 bytes where 2 x 16 bits take 4", 32);
        Is(wav with { Bits = 0 }, "has integers of 0 bits, and only 1 to 32 can be read", 34);
        Is(wav with { Bits = 64 }, "has integers of 64 bits, and only 1 to 32 can be read", 34);
        Is(wav with { Code = 3 }, "has floats of 16 bits, and only 32 and 64 can be read", 34);
        Is(wav with { FormatBytes = 14 }, "has a fmt chunk of 14 bytes where 16 are needed", 20);
        Is(wav with { IsExtensible = true, FormatBytes = 18 }, "has a fmt chunk of 18 bytes where 40 are needed", 20);
    }

    [Fact]
    public void Missing_chunks_are_named()
    {
        byte[] whole = new WavBytes().Of(1, 2), format = whole[12..36], data = whole[36..];

        Assert.Equal("has no fmt chunk", Refused(whole[..12]).Problem);
        Assert.Equal("has no data chunk", Refused(whole[..36]).Problem);
        Assert.Equal("has no fmt chunk before its data chunk", Refused([.. whole[..12], .. data, .. format]).Problem);
        Assert.Equal(12, Refused([.. whole[..12], .. data, .. format]).Position);
        Assert.Equal("has no data chunk", Refused([.. whole[..36], .. WavBytes.Chunk("JUNK", [1, 2], uint.MaxValue)]).Problem);
    }

    [Theory]
    [InlineData(double.NaN, "not a number")]
    [InlineData(double.PositiveInfinity, "infinite")]
    [InlineData(double.NegativeInfinity, "infinite")]
    public void A_sample_that_is_no_number_is_told_with_its_time(double value, string said)
    {
        var samples = new double[48_000];
        samples[40_001] = value;

        var fault = Refused(new WavBytes { IsFloat = true, Bits = 64, Channels = 2 }.Of(samples));

        Assert.Equal($"sample 20000 (at 1.25 s) is {said}", fault.Problem);
        Assert.Equal(44 + (16 * 20_000), fault.Position);
    }

    [Fact]
    public void A_path_that_leads_nowhere_is_an_error_with_the_path()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "none.wav");

        var fault = Assert.Throws<AudioFormatException>(() => Waveform.Read(path));
        Assert.Equal($"{path}: there is no such file; check the path", fault.Message);
        Assert.IsType<FileNotFoundException>(fault.InnerException);
        Assert.Contains("is a folder", Assert.Throws<AudioFormatException>(() => Waveform.Read(folder.Path)).Problem);
        Assert.Contains("cannot be read", Assert.Throws<AudioFormatException>(() => Waveform.Read("a\0b.wav")).Problem);
    }

    private static void Is(WavBytes wav, string problem, long position)
    {
        var fault = Refused(wav.Of(1, 2));
        Assert.Equal((problem, position), (fault.Problem, fault.Position));
    }

    private static AudioFormatException Refused(byte[] bytes, string name = "x.wav")
    {
        var fault = Assert.Throws<AudioFormatException>(() => Waveform.Read(new MemoryStream(bytes), name));
        Assert.StartsWith($"{name}: {fault.Problem}", fault.Message);
        Assert.EndsWith(fault.Remedy, fault.Message);
        Assert.Equal(fault.Message, Assert.Throws<AudioFormatException>(() => Waveform.Read(new WavPipe(bytes), name)).Message);
        return fault;
    }
}
