using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using MultiEmo.Storage;
using static TorchSharp.torch;

namespace MultiEmo.Training;

/// <summary>Where and when a seed was trained: environment.json, all that may differ between two equal runs.</summary>
/// <param name="Corpus">The corpus' folder, as a full path.</param>
/// <param name="Begun">When the training was begun, or last resumed; UTC.</param>
/// <param name="Ended">When it ended; UTC.</param>
/// <param name="Machine">The machine's name.</param>
/// <param name="System">The operating system.</param>
/// <param name="Processors">Logical processors.</param>
/// <param name="Threads">Threads that computed; equal bytes need equal threads.</param>
/// <param name="Device">cpu or cuda.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="MultiEmo">The version of this program.</param>
/// <param name="TorchSharp">The version of TorchSharp.</param>
public sealed record TrainingEnvironment(
    string Corpus, string Begun, string Ended, string Machine, string System, int Processors, int Threads, string Device,
    string Runtime, string MultiEmo, string TorchSharp)
{
    /// <summary>This machine, now.</summary>
    public static TrainingEnvironment Of(string corpus, Device device, DateTimeOffset begun, DateTimeOffset ended) => new(
        Path.GetFullPath(corpus), Time(begun), Time(ended), Environment.MachineName, RuntimeInformation.OSDescription, Environment.ProcessorCount,
        get_num_threads(), device.type.ToString().ToLowerInvariant(), RuntimeInformation.FrameworkDescription,
        Version(typeof(TrainingEnvironment)), Version(typeof(Tensor)));

    /// <summary>How long the training took, since it was begun or last resumed, in whole seconds.</summary>
    [JsonIgnore]
    public TimeSpan Took => Instant(Ended) - Instant(Begun);

    /// <summary>Reads the environment of a seed.</summary>
    public static TrainingEnvironment Read(SeedFolder seed) => Json.Read<TrainingEnvironment>(seed.Environment);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);

    private static string Version(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? type.Assembly.GetName().Version!.ToString();
}
