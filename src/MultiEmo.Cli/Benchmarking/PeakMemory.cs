using System.Diagnostics;
using System.Globalization;

namespace MultiEmo.Cli.Benchmarking;

/// <summary>The most memory that the process had at a time.</summary>
internal static class PeakMemory
{
    private const string Status = "/proc/self/status", Forget = "/proc/self/clear_refs", Key = "VmHWM:";

    /// <summary>Forgets the peak so far, where the system can: on Linux.</summary>
    public static void Reset()
    {
        GC.Collect();
        try
        {
            if (File.Exists(Forget)) File.WriteAllText(Forget, "5");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Then the peak is that of the process so far.
        }
    }

    /// <summary>The peak in bytes.</summary>
    public static long Bytes
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return OperatingSystem.IsLinux() && File.Exists(Status) ? OfLinux() : process.PeakWorkingSet64;
        }
    }

    private static long OfLinux()
    {
        string line = File.ReadLines(Status).First(each => each.StartsWith(Key, StringComparison.Ordinal));
        return 1024 * long.Parse(line[Key.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}
