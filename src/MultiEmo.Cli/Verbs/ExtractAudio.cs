using System.CommandLine;
using MultiEmo.Cli.Terminal;
using MultiEmo.Features.Audio;
using MultiEmo.Features.Extraction;
using MultiEmo.Features.Video;

namespace MultiEmo.Cli.Verbs;

/// <summary>multiemo extract audio: features of sounds, no corpus needed.</summary>
internal static class ExtractAudio
{
    private const string Contours = "lld";
    private const string Functionals = "functionals";

    private static readonly Argument<string[]> Sounds = new("FILE|FOLDER")
    {
        Description = "Files of sound or film (WAV without ffmpeg), and folders of them.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string> Set = new("--set")
    {
        Description = "compare16 (6373 functionals), egemaps (88) or prosody (8 values, as Praat measures them).",
        Required = true,
    };

    private static readonly Option<string> Level = new("--level")
    {
        Description = "functionals: one vector a sound; lld: low-level descriptors, one vector every 10 ms.",
        DefaultValueFactory = _ => Functionals,
    };

    private static readonly Option<string> Output = Options.Output("Table to write: .csv or .safetensors.");
    private static readonly Option<int> Jobs = Options.Jobs();
    private static readonly Option<string?> Decoder = Options.Ffmpeg();

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        Set.AcceptOnlyFromAmong([.. SoundSet.All.Select(set => set.Name)]);
        Level.AcceptOnlyFromAmong(Functionals, Contours);
        var verb = new Verb("audio", "Extracts speech features of sounds as openSMILE or Praat defines them.", Run,
            "multiemo extract audio a.wav --set egemaps --output a.csv",
            "multiemo extract audio recordings --set compare16 --level lld --output contours.safetensors --jobs 2")
        { Sounds, Set, Level, Output, Jobs, Decoder };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(Output) is { } path && !SoundTable.Knows(path))
                result.AddError($"'{path}' is neither a .csv nor a .safetensors file.");
            if (result.GetValue(Level) == Contours && SoundSet.Find(result.GetValue(Set) ?? "") is { ContourNames: [] } set)
                result.AddError($"--level {Contours} goes with another set than {set.Name}, which has no descriptors over time.");
        });
        return verb;
    }

    private static int Run(ParseResult parsed)
    {
        string output = parsed.GetRequiredValue(Output);
        var set = SoundSet.Find(parsed.GetRequiredValue(Set))!;
        var level = parsed.GetValue(Level) == Contours ? AudioLevel.Contours : AudioLevel.Functionals;
        WorkItem<Clip>[] sounds = [.. SoundFiles.Find(parsed.GetRequiredValue(Sounds)).Select(sound => ClipItem.Of(sound))];
        var parts = set.Parts(output + ".partial", level);
        using var interruption = new Interruption();
        var ffmpeg = sounds.All(sound => MediaKind.IsWave(sound.Source.Path)) ? null : Ffmpeg.Find(parsed.GetValue(Decoder));
        var job = new ExtractionJob<Clip>(parts, () => set.Open(level, ffmpeg), TimeProvider.System);
        var failed = Extract(job, sounds, parsed.GetValue(Jobs), interruption.Token);
        WorkItem<Clip>[] done = [.. sounds.Except(failed.Select(failure => failure.Item))];
        foreach (var sound in done)
            if (parts.Remark(sound) is { } remark) Screen.Note($"{sound.Source.Path} {remark}.");
        if (done.Length > 0) new SoundTable(set, level, parts).Write(output, done);
        parts.Delete();
        return Tell(done.Length, failed, output);
    }

    private static IReadOnlyList<ItemFault<Clip>> Extract(ExtractionJob<Clip> job, WorkItem<Clip>[] sounds, int jobs, CancellationToken stop)
    {
        using var view = new JobView("sounds");
        try
        {
            return job.Run(sounds, jobs, view, stop);
        }
        catch (OperationCanceledException)
        {
            throw new Interrupted("stopped; the same command goes on where this one ended.");
        }
    }

    private static int Tell(int done, IReadOnlyList<ItemFault<Clip>> failed, string output)
    {
        foreach (var failure in failed) Screen.Error(failure.Why);
        if (done > 0) Screen.Line($"{output}: {done} {(done == 1 ? "sound" : "sounds")}{(failed.Count > 0 ? $", {failed.Count} left out" : "")}");
        return failed.Count > 0 ? 1 : 0;
    }
}
