using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Features.Audio;

/// <summary>A user's SMILExtract and the configuration it runs.</summary>
/// <param name="Path">The program.</param>
/// <param name="Configuration">The configuration file.</param>
public sealed record SmileProgram(string Path, string Configuration)
{
    private const string Option = ",config=";
    private const string DefaultSet = "compare16";

    /// <summary>How long one sound may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The configuration's name without ending.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Configuration);

    /// <summary>Reads <c>PATH</c> or <c>PATH,config=compare16|egemaps|FILE</c>; the program is a file or a name on the search path.</summary>
    /// <exception cref="BadInputException">There is no such program or configuration.</exception>
    public static SmileProgram Parse(string text)
    {
        int place = text.LastIndexOf(Option, StringComparison.Ordinal);
        string program = Program(place < 0 ? text : text[..place]);
        return new SmileProgram(program, FindConfiguration(program, place < 0 ? DefaultSet : text[(place + Option.Length)..]));
    }

    /// <summary>Hashes of program and configuration, for whoever asks what made the numbers.</summary>
    public Dictionary<string, string> Settings() => new()
    {
        ["configuration"] = System.IO.Path.GetFileName(Configuration),
        ["sha256:configuration"] = InputFile.Sha256(Configuration),
        ["sha256:program"] = InputFile.Sha256(Path),
    };

    private static string Program(string text)
    {
        bool bare = text.AsSpan().IndexOfAny('/', '\\') < 0;
        string[] folders = bare ? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator) : [];
        var places = folders.Where(folder => folder.Length > 0).Select(folder => System.IO.Path.Combine(folder, text)).Prepend(text);
        string? found = places.SelectMany(place => new[] { place, place + ".exe" }).FirstOrDefault(File.Exists);
        const string Remedy = "give the path of openSMILE's SMILExtract: opensmile:DIR/bin/SMILExtract";
        if (found is null) throw new BadInputException("there is no such program", Remedy, text);
        return File.ResolveLinkTarget(found, returnFinalTarget: true)?.FullName ?? System.IO.Path.GetFullPath(found);
    }

    // Releases have bin/ beside config/; a build has the program some folders below the sources' config/.
    private static string FindConfiguration(string program, string wanted)
    {
        string? within = wanted switch
        {
            "compare16" => System.IO.Path.Combine("config", "compare16", "ComParE_2016.conf"),
            "egemaps" => System.IO.Path.Combine("config", "egemaps", "v02", "eGeMAPSv02.conf"),
            _ => null,
        };
        if (within is null) return File.Exists(wanted) ? System.IO.Path.GetFullPath(wanted) : throw NoSuch(wanted);
        for (var folder = Directory.GetParent(program); folder is not null; folder = folder.Parent)
            if (System.IO.Path.Combine(folder.FullName, within) is var path && File.Exists(path)) return path;
        throw new BadInputException($"no folder above it has openSMILE's {within.Replace('\\', '/')}",
            "name the configuration: opensmile:PATH,config=FILE", program);
    }

    private static BadInputException NoSuch(string wanted) =>
        new("there is no such configuration", "write compare16, egemaps or the path of a configuration file after config=", wanted);
}
