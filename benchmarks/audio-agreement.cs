#:project ../src/MultiEmo.Audio/MultiEmo.Audio.csproj
#:project ../src/MultiEmo.Storage/MultiEmo.Storage.csproj
#:property PublishAot=false
#:property NoWarn=CS1591;IDE0005
// How far contours and functionals agree with openSMILE's, as the tables of docs/models/audio.md. Sounds and openSMILE's numbers lie in ../shared, or
// the folder named, with golden/opensmile_synthetic (also in the repository), golden/opensmile and data/emodb in it:
// dotnet run -c Release benchmarks/audio-agreement.cs -- [folder]
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using MultiEmo.Audio;
using MultiEmo.Storage;

string shared = args.Length > 0 ? args[0] : Path.Combine("..", "shared");
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Corpus[] corpora = [.. Corpora().Where(corpus => corpus.Sounds.Count > 0)];
foreach (var set in AudioSet.All)
{
    var functionals = corpora.ToDictionary(corpus => corpus, corpus => corpus.Functionals(set));
    Print($"Contours of {set.Name}", Contours(set, corpora));
    Print($"Functionals of {set.Name}", ByCorpus(set, functionals));
    Print($"Functionals of {set.Name} by kind", ByKind(set, functionals));
    Print($"Functionals of {set.Name} that differ most", Worst(set, functionals));
}

// The synthetic sounds lie in the repository too.
IEnumerable<Corpus> Corpora()
{
    string synthetic = Path.Combine(shared, "golden", "opensmile_synthetic"), real = Path.Combine(shared, "golden", "opensmile");
    yield return Corpus.OfPart("synthetic sounds", Directory.Exists(synthetic) ? synthetic : "tests/golden/opensmile_synthetic");
    if (Directory.Exists(real)) yield return Corpus.OfPart("recordings", real);
    string speech = Path.Combine(shared, "data", "emodb");
    if (Directory.Exists(real) && Directory.Exists(speech)) yield return Corpus.OfSpeech("acted German sentences", real, speech);
}

static void Print(string title, Table table)
{
    Console.WriteLine($"{title}\n");
    Console.WriteLine($"| {string.Join(" | ", table.Head)} |\n|{string.Concat(Enumerable.Repeat("---|", table.Head.Length))}");
    if (table.Rows.Count == 0) Console.WriteLine($"|{string.Concat(table.Head.Select(_ => " - |"))}");
    foreach (string[] row in table.Rows) Console.WriteLine($"| {string.Join(" | ", row)} |");
    Console.WriteLine();
}

static Table Contours(AudioSet set, IReadOnlyList<Corpus> corpora)
{
    var all = corpora.SelectMany(corpus => corpus.SoundsWithContours(set).Select(sound => new Place(corpus, sound)));
    Place[] places = [.. all.DistinctBy(place => place.Sound)];
    Column[] columns = [.. set.ContourNames.Select(name => new Column(name, new Tally()))];
    foreach (var place in places) Follow(set, place, columns);
    var rows = columns.GroupBy(column => Names.ContourGroup(column.Name), (name, group) => Row(name, Tally.Sum(group)));
    return new([$"contours of {places.Length} sounds", "frames within 1e-3", "identical", "largest difference / maximum"], [.. rows]);

    static string[] Row(string name, Tally tally) => [name, Share(tally.Near), Share(tally.Identical), tally.Largest()];
}

// The maximum of a contour is that in the same sound.
static void Follow(AudioSet set, Place place, Column[] columns)
{
    var ours = new AudioFeatures(set).ExtractContours(place.Corpus.Waveform(place.Sound));
    float[] theirs = place.Corpus.Contours(set, place.Sound);
    if (theirs.Length != ours.Frames * columns.Length) throw new InvalidOperationException($"{place.Sound}: other frames");
    for (int contour = 0; contour < columns.Length; contour++)
    {
        float[] expected = [.. Enumerable.Range(0, ours.Frames).Select(frame => theirs[(frame * columns.Length) + contour])];
        float scale = expected.Max(Math.Abs);
        foreach (var (x, y) in ours.Column(contour).Zip(expected)) columns[contour].Tally.Add(x, y, scale, place.Sound);
    }
}

static Table ByCorpus(AudioSet set, Dictionary<Corpus, Pair[]> functionals)
{
    var unstable = functionals.Keys.SelectMany(corpus => corpus.Unstable(set)).ToHashSet();
    return new(["sounds", "values", "within 1e-3", "within 1e-6", "identical", $"the same without the {unstable.Count} that compilers change"],
        [.. functionals.Select(pairs => Row(pairs.Key, Columns(set, pairs.Value)))]);

    string[] Row(Corpus corpus, Column[] columns)
    {
        var (all, stable) = (Tally.Sum(columns), Tally.Sum(columns.Where(column => !unstable.Contains(column.Name))));
        return [$"{corpus.Sounds.Count} {corpus.Name}", $"{all.Count:n0}", .. Shares(all), string.Join(", ", Shares(stable))];
    }
}

static Table ByKind(AudioSet set, Dictionary<Corpus, Pair[]> functionals)
{
    var columns = functionals.Values.SelectMany(pairs => Columns(set, pairs));
    var rows = columns.GroupBy(column => Names.FunctionalKind(column.Name), (name, group) => Row(name, [.. group]));
    return new(["functionals", "columns", "within 1e-3", "within 1e-6", "identical", "largest difference / maximum"], [.. rows]);

    static string[] Row(string name, Column[] columns)
    {
        var tally = Tally.Sum(columns);
        string count = $"{columns.Select(column => column.Name).Distinct().Count()}";
        return [name, count, .. Shares(tally), tally.Largest()];
    }
}

static Table Worst(AudioSet set, Dictionary<Corpus, Pair[]> functionals)
{
    var differing = functionals.Values.SelectMany(pairs => Columns(set, pairs)).Where(column => column.Tally.Greatest > 0);
    var columns = differing.OrderByDescending(column => column.Tally.Greatest).Take(10);
    return new(["functional", "largest difference / maximum", "values beyond 1e-3"],
        [.. columns.Select(column => (string[])[column.Name, column.Tally.Largest(), column.Tally.Beyond()])]);
}

// The maximum of a functional is that over the sounds of its corpus.
static Column[] Columns(AudioSet set, Pair[] pairs)
{
    Column[] columns = [.. set.FunctionalNames.Select(name => new Column(name, new Tally()))];
    for (int i = 0; i < columns.Length; i++)
    {
        float scale = pairs.Max(pair => Math.Abs(pair.Theirs[i]));
        foreach (var pair in pairs) columns[i].Tally.Add(pair.Ours[i], pair.Theirs[i], scale, pair.Sound);
    }
    return columns;
}

static string[] Shares(Tally tally) => [Share(tally.Near), Share(tally.Close), Share(tally.Identical)];

// Nothing is rounded up to all.
static string Share(double share) => share == 1 ? "all" : $"{Math.Floor(1e4 * share) / 100:0.00} %";

/// <summary>Some values beside the reference's.</summary>
internal sealed class Tally
{
    private int near, close, identical;
    private string place = "";

    public int Count { get; private set; }

    public double Greatest { get; private set; }

    public double Near => (double)near / Count;

    public double Close => (double)close / Count;

    public double Identical => (double)identical / Count;

    public void Add(float ours, float theirs, float scale, string sound)
    {
        double difference = ours == theirs ? 0 : Math.Abs((double)ours - theirs) / scale;
        (Count, near, close) = (Count + 1, near + (difference <= 1e-3 ? 1 : 0), close + (difference <= 1e-6 ? 1 : 0));
        identical += ours == theirs ? 1 : 0;
        if (difference > Greatest) (Greatest, place) = (difference, sound);
    }

    public string Largest() => Greatest == 0 ? "0" : $"{Greatest:0.0e+0} ({Path.GetFileNameWithoutExtension(place)})";

    public string Beyond() => $"{Count - near} of {Count}";

    public static Tally Sum(IEnumerable<Column> columns)
    {
        var sum = new Tally();
        foreach (var part in columns.Select(column => column.Tally))
        {
            (sum.Count, sum.near, sum.close, sum.identical) =
                (sum.Count + part.Count, sum.near + part.near, sum.close + part.close, sum.identical + part.identical);
            if (part.Greatest > sum.Greatest) (sum.Greatest, sum.place) = (part.Greatest, part.place);
        }
        return sum;
    }
}

/// <summary>Sounds with openSMILE's numbers.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Golden">Where the numbers lie.</param>
/// <param name="Folder">Where the sounds lie.</param>
internal sealed record Corpus(string Name, string Golden, string Folder)
{
    private readonly JsonElement manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Golden, "manifest.json"))).RootElement;

    public IReadOnlyList<string> Sounds { get; private init; } = [];

    private string Values { get; init; } = "functionals.safetensors";

    public static Corpus OfPart(string name, string golden)
    {
        var corpus = new Corpus(name, golden, Path.Combine(golden, "wavs"));
        var rows = corpus.manifest.TryGetProperty("rows", out var listed) ? listed : corpus.manifest.GetProperty("row_order");
        return corpus with { Sounds = Strings(rows) };
    }

    public static Corpus OfSpeech(string name, string golden, string folder)
    {
        var rows = JsonDocument.Parse(File.ReadAllText(Path.Combine(golden, "emodb_functionals_rows.json"))).RootElement;
        return new(name, golden, folder) { Sounds = Strings(rows), Values = "emodb_functionals.safetensors" };
    }

    public Waveform Waveform(string sound) => MultiEmo.Audio.Waveform.Read(Path.Combine(Folder, sound));

    public IEnumerable<string> Unstable(AudioSet set) => Strings(manifest.GetProperty("unstable_features").GetProperty(Key(set)));

    public IEnumerable<string> SoundsWithContours(AudioSet set) => Sounds.Where(sound => Lld.Tensors.ContainsKey($"{Key(set)}/{sound}/lld"));

    public float[] Contours(AudioSet set, string sound) => Safetensors.ReadTensor(Lld, $"{Key(set)}/{sound}/lld").As<float>().ToArray();

    public Pair[] Functionals(AudioSet set)
    {
        float[] all = Safetensors.Read(Path.Combine(Golden, Values)).Require(Key(set)).As<float>().ToArray();
        float[][] theirs = [.. all.Chunk(set.FunctionalNames.Count)];
        var ours = new float[Sounds.Count][];
        var features = new AudioFeatures(set);
        Parallel.For(0, ours.Length, sound => ours[sound] = features.Extract(Waveform(Sounds[sound])).Values);
        return [.. Sounds.Select((sound, i) => new Pair(sound, ours[i], theirs[i]))];
    }

    private SafetensorsHeader Lld => Safetensors.ReadHeader(Path.Combine(Golden, "lld.safetensors"));

    private static string Key(AudioSet set) => set == AudioSet.EGeMapsV02 ? "egemaps_v02" : set.Name;

    private static List<string> Strings(JsonElement array) => [.. array.EnumerateArray().Select(element => element.GetString()!)];
}

/// <summary>Rows of the guide's tables.</summary>
internal static class Names
{
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["amean"] = "mean", ["stddevNorm"] = "stddevNorm", ["posamean"] = "posamean", ["rqmean"] = "rqmean", ["flatness"] = "flatness",
        ["range|maxPos|minPos"] = "range, maxPos, minPos",
        ["quartile.|iqr.*"] = "quartiles, iqr",
        ["percentile.*|pctlrange.*"] = "percentiles, pctlrange",
        ["stddev|skewness|kurtosis"] = "stddev, skewness, kurtosis",
        ["upleveltime.*"] = "upleveltime", ["risetime|leftctime"] = "risetime, leftctime",
        ["lpgain"] = "lpgain", ["lpc."] = "lpc0-4",
        ["linreg.*|qreg.*|centroid"] = "linreg, qreg, centroid",
        [".*Peak.*|peak.*|minRangeRel"] = "peaks",
        ["(mean|stddev)(Rising|Falling)Slope"] = "slopes between extrema",
        [".*[sS]eg.*|nnz"] = "segments, nnz",
        ["dBp"] = "level in dB",
    };

    private static readonly Dictionary<string, string> Contours = new()
    {
        ["F0final|voicing"] = "F0final, voicingFinalUnclipped",
        ["jitterLocal_sma3|F0semitone"] = "F0semitone, jitterLocal",
        ["jitter"] = "jitterLocal, jitterDDP",
        ["shimmerLocaldB"] = "shimmerLocaldB",
        ["shimmer|logHNR"] = "shimmerLocal, logHNR",
        ["audspec_|audspecRasta_"] = "audspec, audspecRasta (loudness)",
        ["pcm_RMS|pcm_zcr"] = "RMSenergy, zcr",
        ["audSpec_Rfilt"] = "audSpec_Rfilt[0-25]",
        ["fband|spectralRollOff"] = "fband, spectralRollOff",
        ["spectralFlux_sma3|mfcc._sma3|Loudness"] = "Loudness, spectralFlux, mfcc1-4",
        ["alphaRatio|hammarberg|slope"] = "alphaRatio, hammarbergIndex, slopes",
        ["mfcc"] = "mfcc[1-14]",
        ["spectral|psySharpness"] = "the other nine of the spectrum",
        ["HNRdBACF|logRelF0-H1"] = "HNRdBACF, H1-H2, H1-A3",
        ["F[123]frequency"] = "F1-3 frequency",
        ["F[123]bandwidth"] = "F1-3 bandwidth",
        ["F[123]amplitude"] = "F1-3 amplitude",
    };

    public static string FunctionalKind(string name)
    {
        string functional = name[(name.LastIndexOf('_') + 1)..];
        return Kinds.First(kind => Regex.IsMatch(functional, $"^({kind.Key})$", RegexOptions.IgnoreCase)).Value;
    }

    // Deltas stand with the level they belong to.
    public static string ContourGroup(string name) =>
        Contours.First(group => Regex.IsMatch(name, $"^(pcm_fftMag_)?({group.Key})")).Value + (name.Contains("_de") ? " (deltas)" : "");
}

internal sealed record Pair(string Sound, float[] Ours, float[] Theirs);

internal sealed record Place(Corpus Corpus, string Sound);

internal sealed record Table(string[] Head, IReadOnlyList<string[]> Rows);

internal sealed record Column(string Name, Tally Tally);
