using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using TorchSharp;
using static TorchSharp.torch;

namespace MultiEmo.Models.Faces;

/// <summary>
/// Which kernels convolve. oneDNN, which libtorch convolves with, plans by the sizes of the processor's caches; some virtual machines on AMD hide
/// them, and its plan of a 1 x 1 convolution then divides by zero and ends the program. There libtorch's own kernels take over: slower, and they
/// ask nothing of the processor.
/// </summary>
internal static class Convolutions
{
    /// <summary>"plain" in this variable of the environment asks for libtorch's own kernels anywhere.</summary>
    internal const string Variable = "MULTIEMO_CONVOLUTIONS";

    private const int CacheLeaf = unchecked((int)0x8000001D), DataCache = 0, SecondLevel = 2;
    private const int Authentic = 0x68747541, Amd = 0x69746E65, Vendor = 0x444D4163;
    private static readonly Lazy<bool> Chosen = new(Choose);

    /// <summary>Chooses the kernels; called before the first network is made.</summary>
    /// <returns>True where libtorch's own are used.</returns>
    public static bool FitProcessor() => Chosen.Value;

    /// <summary>True where an AMD processor says nothing of its caches.</summary>
    /// <param name="answer">What CPUID answers for a leaf and subleaf.</param>
    internal static bool HidesCaches(Func<int, int, Registers> answer)
    {
        var vendor = answer(0, 0);
        if (vendor.Ebx != Authentic || vendor.Edx != Amd || vendor.Ecx != Vendor) return false;
        return answer(CacheLeaf, DataCache).Ebx == 0 || answer(CacheLeaf, SecondLevel).Ebx == 0;
    }

    private static Registers Ask(int leaf, int subleaf)
    {
        var (eax, ebx, ecx, edx) = X86Base.CpuId(leaf, subleaf);
        return new Registers(eax, ebx, ecx, edx);
    }

    private static bool Choose()
    {
        bool plain = Environment.GetEnvironmentVariable(Variable) == "plain"
            || (OperatingSystem.IsLinux() && X86Base.IsSupported && HidesCaches(Ask));
        if (!plain) return false;
        try
        {
            InitializeDeviceType(DeviceType.CPU);
            UseOneDnn(Context(), false);
            return true;
        }
        catch (Exception fault) when (fault is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;    // another build of libtorch, under other names
        }
    }

    // at::globalContext() and at::Context::setUserEnabledMkldnn(bool); TorchSharp has no name for them.
    [DllImport("torch_cpu", EntryPoint = "_ZN2at13globalContextEv")]
    private static extern IntPtr Context();

    [DllImport("torch_cpu", EntryPoint = "_ZN2at7Context20setUserEnabledMkldnnEb")]
    private static extern void UseOneDnn(IntPtr context, [MarshalAs(UnmanagedType.U1)] bool use);

    /// <summary>An answer of CPUID.</summary>
    internal readonly record struct Registers(int Eax, int Ebx, int Ecx, int Edx);
}
