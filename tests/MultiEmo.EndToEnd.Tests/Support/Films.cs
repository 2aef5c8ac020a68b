using System.Diagnostics;

namespace MultiEmo.EndToEnd.Tests.Support;

/// <summary>Clips that ffmpeg makes for a test; without ffmpeg the test is skipped.</summary>
public static class Films
{
    /// <summary>Runs ffmpeg to make a file.</summary>
    public static void Make(string path, params string[] arguments)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var process = Start(["-v", "error", "-nostdin", "-y", .. arguments, path]);
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
    }

    /// <summary>The path of a real film beside the repository; skips the test where there is none.</summary>
    public static string Shared(params string[] parts)
    {
        string path = Path.Combine([Sounds.Repository, "..", "shared", .. parts]);
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"{Path.Combine(["shared", .. parts])} is not here");
        return Path.GetFullPath(path);
    }

    private static Process Start(string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardError = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("ffmpeg is not installed");
            throw;
        }
    }
}
