using System.Runtime.InteropServices;
using MultiEmo.Conversations;
using static TorchSharp.torch;

namespace MultiEmo.Cli.Terminal;

/// <summary>Where the tensors are computed.</summary>
internal static class Computer
{
    private const int MostThreads = 8;

    /// <summary>Sets the threads and opens the device.</summary>
    /// <param name="device">cpu or cuda.</param>
    /// <param name="threads">Threads; null: as many as there are processors, at most 8.</param>
    /// <exception cref="BadInputException">There is no such device.</exception>
    public static Device Open(string device, int? threads)
    {
        LetThreadsSleep();
        set_num_threads(Threads(threads));
        if (device != "cuda") return CPU;
        if (cuda.is_available()) return CUDA;
        throw new BadInputException("there is no CUDA device, or this build has no CUDA libraries",
            "use --device cpu, or build with 'dotnet build -p:TorchBackend=cuda' on a machine with an NVIDIA driver");
    }

    /// <summary>How many threads compute.</summary>
    /// <param name="threads">What the user says; null: as many as there are processors, at most 8.</param>
    public static int Threads(int? threads) => threads ?? Math.Min(Environment.ProcessorCount, MostThreads);

    // Threads of OpenMP spin while they wait for each other; where another program has a processor, that costs a hundred times the work.
    // libgomp reads the variable when it is loaded, and does not see what .NET sets; what the user has set counts.
    private static void LetThreadsSleep()
    {
        if (OperatingSystem.IsLinux()) _ = SetVariable("OMP_WAIT_POLICY", "passive", 0);
    }

    [DllImport("libc", EntryPoint = "setenv")]
    private static extern int SetVariable(string name, string value, int overwrite);
}
