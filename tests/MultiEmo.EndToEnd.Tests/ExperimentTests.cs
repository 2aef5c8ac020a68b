using MultiEmo.EndToEnd.Tests.Support;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>Experiments: cells that are ordinary runs, tables of them, faults that stay in their cell, interruptions that change no byte.</summary>
public class ExperimentTests
{
    private static readonly string[] Tables = ["results.md", "results.csv", "results.tex", "results.json"];

    private static string[] Small => ["--set", .. TinyCorpus.Small, "training.epochs=3"];

    [Fact]
    public void Ablations_are_trained_evaluated_and_put_into_tables()
    {
        using var folder = Prepared();
        string[] words = ["experiment", "ablations", "corpus", "--output", "ablations", "--seeds", "1-2", "--jobs", "2", .. Small];
        var outcome = Tool.Run(folder.Path, words).Succeeded();

        Assert.Contains("w/o VisExtNet: Not run: the corpus has no visual features", outcome.Out);
        string[] csv = File.ReadAllLines(folder.File("ablations", "results.csv"));
        Assert.StartsWith("name,seeds,weighted F1,weighted F1 sd,minority F1", csv[0]);
        Assert.Equal(7, csv.Length);
        var evaluated = Tool.Run(folder.Path, "evaluate", "ablations/runs/without-swfc", "--threads", "1", "--json").Succeeded().Json;
        string row = csv.Single(line => line.StartsWith("w/o SWFC,2,", StringComparison.Ordinal));
        Assert.Equal((double)evaluated["weighted_f1"]!, double.Parse(row.Split(',')[2], System.Globalization.CultureInfo.InvariantCulture), 1e-12);
        foreach (string table in Tables) Assert.Contains("w/o Soft-HGR", File.ReadAllText(folder.File("ablations", table)));
    }

    [Fact]
    public void A_cell_that_fails_is_told_and_the_rest_goes_on()
    {
        using var folder = Prepared();
        File.WriteAllText(folder.File("rates.json"), """
            { "recipe": "meld", "cells": [
              { "name": "far too fast", "settings": ["training.learning_rate=1e30"] },
              { "name": "slow", "settings": ["training.learning_rate=1e-4"] } ] }
            """);
        string[] words = ["experiment", "rates.json", "corpus", "--output", "rates", "--set", .. TinyCorpus.Small[..^1], "training.epochs=3"];
        var outcome = Tool.Run(folder.Path, words);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("error: rates: 1 of 2 cells failed: far too fast", outcome.Error);
        Tool.Run(folder.Path, [.. words, "--resume", "--seeds", "1-2"]).Failed(1, "was begun as another experiment");
        string page = File.ReadAllText(folder.File("rates", "results.md"));
        Assert.Contains("- far too fast: Failed: ", page);
        Assert.Contains("| slow | ", page);
    }

    [Fact]
    public void What_was_interrupted_goes_on_to_the_same_bytes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        using var folder = Prepared();
        string[] Words(string output, params string[] more) =>
            ["experiment", "modalities", "corpus", "--output", output, "--set", .. TinyCorpus.Small, "training.epochs=30", .. more];
        Tool.Run(folder.Path, Words("whole")).Succeeded();

        using (var process = Tool.Start(folder.Path, Words("broken")))
        {
            Assert.Contains("text:", process.StandardError.ReadLine());
            Tool.PressCtrlC(process);
            string error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(1, process.ExitCode);
            Assert.Contains("Continue with: multiemo experiment modalities corpus --output broken", error);
        }
        Tool.Run(folder.Path, Words("broken")).Failed(1, "holds an experiment already", "--resume");
        Tool.Run(folder.Path, Words("broken", "--resume", "--jobs", "2")).Succeeded();

        foreach (string table in Tables)
            Assert.Equal(File.ReadAllBytes(folder.File("whole", table)), File.ReadAllBytes(folder.File("broken", table)));
        foreach (string run in (string[])["text", "audio", "text-audio"])
            RunBytes.Equal(folder.File("whole", "runs", run), folder.File("broken", "runs", run));
    }

    [Fact]
    public void Mistakes_are_told_before_anything_is_trained()
    {
        using var folder = Prepared();
        File.WriteAllText(folder.File("grid.json"), """{ "recipe": "meld", "grid": { "model.layers": [1, 2], "model.layer": [3] } }""");
        File.WriteAllText(folder.File("key.json"), """{ "recipe": "meld", "grids": {} }""");
        Tool.Run(folder.Path, "experiment", "grid.json", "corpus", "--output", "x").Failed(1, "unknown key 'model.layer'", "did you mean");
        Tool.Run(folder.Path, "experiment", "key.json", "corpus", "--output", "x").Failed(1, "grids");
        Tool.Run(folder.Path, "experiment", "ablatoins", "corpus", "--output", "x").Failed(1, "did you mean 'ablations'?");
        Assert.False(Directory.Exists(folder.File("x")));
    }

    private static TemporaryFolder Prepared()
    {
        var folder = new TemporaryFolder();
        new TinyCorpus().Prepare(folder.Path);
        return folder;
    }
}
