using System.Diagnostics;
using MultiEmo.Conversations;
using MultiEmo.Features.Video;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Features.Video;

/// <summary>Clips that ffmpeg makes for a test; without ffmpeg the test is skipped.</summary>
internal sealed class Clips : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>The programs; skips the test when they are not here.</summary>
    public static Ffmpeg Ffmpeg
    {
        get
        {
            try
            {
                return Ffmpeg.Find();
            }
            catch (BadInputException)
            {
                Assert.Skip("ffmpeg is not installed");
                throw;
            }
        }
    }

    /// <summary>Opens a video.</summary>
    public static VideoFrames Open(string path) => VideoFrames.Open(path, Ffmpeg, TestContext.Current.CancellationToken);

    /// <summary>The folder that they are in.</summary>
    public string Folder => folder.Path;

    /// <summary>A path in the folder.</summary>
    public string At(string name) => Path.Combine(folder.Path, name);

    public void Dispose() => folder.Dispose();

    /// <summary>
    /// A clip whose frames say which they are: 16 stripes from left to right, bright where the number of the frame has a 1, the lowest bit first.
    /// </summary>
    /// <param name="name">Its file; the ending decides the container.</param>
    /// <param name="frames">How many.</param>
    /// <param name="size">Width x height.</param>
    /// <param name="how">More of ffmpeg's options for the output, and filters as <c>-vf</c>.</param>
    public string Numbered(string name, int frames, string size = "160x90", params string[] how)
    {
        const string stripes = "geq=lum='235*mod(floor(N/pow(2,floor(X*16/W))),2)'";
        string source = $"color=black:size={size}:rate=25:duration={frames / 25 + 1},format=gray,{stripes}";
        return Make(name, ["-f", "lavfi", "-i", source, "-frames:v", $"{frames}", .. how]);
    }

    /// <summary>Runs ffmpeg to make a file.</summary>
    public string Make(string name, params string[] arguments)
    {
        string path = At(name);
        using var process = Process.Start(new ProcessStartInfo(Ffmpeg.Program, ["-v", "error", "-nostdin", "-y", .. arguments, path])
        {
            RedirectStandardError = true,
        })!;
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, said);
        return path;
    }

    /// <summary>The number that a frame says.</summary>
    public static int Number(Frame frame)
    {
        int number = 0, row = frame.Height / 2;
        for (int bit = 0; bit < 16; bit++)
        {
            int column = (int)((bit + 0.5) * frame.Width / 16);
            if (frame.Pixels[(row * frame.Width + column) * 3] > 127) number |= 1 << bit;
        }
        return number;
    }
}
