using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MultiEmo.Conversations;
using MultiEmo.Evaluation.Statistics;
using MultiEmo.Features.Extraction;
using MultiEmo.Models.Faces.Speaking;

namespace MultiEmo.Cli.Terminal;

/// <summary>Options and arguments that several verbs have.</summary>
internal static class Options
{
    /// <summary>CORPUS: a prepared corpus.</summary>
    public static Argument<string> Corpus() => new("CORPUS") { Description = "Folder of a prepared corpus." };

    /// <summary>RUN: a run folder.</summary>
    public static Argument<string> Run() => new("RUN") { Description = "Folder that 'train' wrote, or starter: the model that ships." };

    /// <summary>--output, required.</summary>
    public static Option<string> Output(string description) => new("--output", "-o") { Description = description, Required = true };

    /// <summary>--force.</summary>
    public static Option<bool> Force(string description) => new("--force") { Description = description };

    /// <summary>--json.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Write JSON to stdout, and nothing else." };

    /// <summary>--device.</summary>
    public static Option<string> Device()
    {
        var option = new Option<string>("--device") { Description = "cpu or cuda.", DefaultValueFactory = _ => "cpu" };
        return option.AcceptOnlyFromAmong("cpu", "cuda");
    }

    /// <summary>--threads.</summary>
    public static Option<int?> Threads(string byDefault = "the processors, at most 8")
    {
        var option = new Option<int?>("--threads")
        {
            Description = $"Threads to compute with (default: {byDefault}). Equal bytes need equal threads.",
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out int threads) && threads < 1)
                result.AddError("--threads is at least 1.");
        });
        return option;
    }

    /// <summary>--ffmpeg.</summary>
    public static Option<string?> Ffmpeg() => new("--ffmpeg") { Description = "ffmpeg, or the folder of it and ffprobe (default: on the PATH)." };

    /// <summary>--weights of a verb that computes with them.</summary>
    public static Option<string?> Weights()
        => new("--weights") { Description = "Folder of weights as NAME/FILE (default: MULTIEMO_WEIGHTS, then the user's cache)." };

    /// <summary>--speaker.</summary>
    /// <param name="of">What it is about, if not everything: a beginning of the description.</param>
    /// <param name="byDefault">What happens without it.</param>
    public static Option<SpeakerChoice?> Speaker(string of, string byDefault)
    {
        var option = new Option<SpeakerChoice?>("--speaker")
        {
            Description = $"{of}whose faces count where several are seen: all (as in the paper), or active (that of who speaks: whose mouth moves "
                + $"with the voice) (default: {byDefault}).",
            CustomParser = result => Read<SpeakerChoice?>(result, text => SpeakerChoices.Find(text)
                ?? throw new BadInputException($"{Spelling.Quoted(text)} is no choice of speaker", Spelling.Suggest(text, SpeakerChoices.Names))),
        };
        option.CompletionSources.Add([.. SpeakerChoices.Names]);
        return option;
    }

    /// <summary>--pair, several.</summary>
    public static Option<string[]> Pairs() => new("--pair")
    {
        Description = "Two emotions, such as joy,surprise, to count how many of their utterances went to the other; may be repeated "
            + "(default: happiness,excitement and anger,frustration where there are such labels).",
    };

    /// <summary>The pairs that a user named; null where none was.</summary>
    /// <exception cref="BadInputException">One is no pair of two different emotions.</exception>
    public static IReadOnlyList<EmotionPair>? Read(string[]? pairs, EmotionSet emotions) =>
        pairs is { Length: > 0 } ? [.. pairs.Select(pair => EmotionPair.Parse(pair, emotions))] : null;

    /// <summary>--jobs.</summary>
    public static Option<int> Jobs()
    {
        var option = new Option<int>("--jobs", "-j") { Description = "Items to work on at a time.", DefaultValueFactory = _ => 1 };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out int jobs) && jobs < 1) result.AddError("--jobs is at least 1.");
        });
        return option;
    }

    /// <summary>--shard.</summary>
    public static Option<Shard?> Shard() => new("--shard")
    {
        Description = "Do only this share of the items, such as 3/16, and leave it for the same command without --shard to put together.",
        CustomParser = result => Read(result, Features.Extraction.Shard.Parse),
    };

    /// <summary>--labels.</summary>
    public static Option<EmotionSet?> Labels(string description)
    {
        var option = new Option<EmotionSet?>("--labels") { Description = description, CustomParser = result => Read(result, EmotionSet.Parse) };
        option.CompletionSources.Add("meld", "emorynlp", "iemocap");
        return option;
    }

    /// <summary>--split.</summary>
    public static Option<Split?> Split(string description)
    {
        var option = new Option<Split?>("--split") { Description = description, CustomParser = result => Read(result, ParseSplit) };
        option.CompletionSources.Add("train", "dev", "test");
        return option;
    }

    /// <summary>--seeds as a list or a range: 1,2,3 or 1-5.</summary>
    public static Option<int[]?> Seeds()
        => new("--seeds") { Description = "Seeds to train: 1,2,3 or 1-5 (default: 1).", CustomParser = result => Read(result, ParseSeeds) };

    private static T? Read<T>(ArgumentResult result, Func<string, T> parse)
    {
        try
        {
            return parse(string.Join(',', result.Tokens.Select(token => token.Value)));
        }
        catch (BadInputException fault)
        {
            result.AddError(fault.Message);
            return default;
        }
    }

    private static Split? ParseSplit(string name) =>
        Splits.Parse(name) ?? throw new BadInputException($"unknown split {Spelling.Quoted(name)}", Spelling.Suggest(name, ["train", "dev", "test"]));

    private static int[] ParseSeeds(string text)
    {
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        int[] seeds = [.. parts.SelectMany(part => Range(part, text)).Distinct()];
        return seeds.Length > 0 ? seeds : throw NoSeeds(text);
    }

    private static IEnumerable<int> Range(string part, string text)
    {
        string[] ends = part.Split('-', 2);
        int first = Seed(ends[0], text), last = Seed(ends[^1], text);
        return last >= first && last - first < 1000 ? Enumerable.Range(first, last - first + 1) : throw NoSeeds(text);
    }

    private static int Seed(string digits, string text) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int seed) ? seed : throw NoSeeds(text);

    private static BadInputException NoSeeds(string text) => new($"{Spelling.Quoted(text)} are no seeds", "write whole numbers: 1,2,3 or 1-5");
}
