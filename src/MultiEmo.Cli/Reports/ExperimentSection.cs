using System.Globalization;
using MultiEmo.Cli.Experiments;
using MultiEmo.Conversations;

namespace MultiEmo.Cli.Reports;

/// <summary>An experiment as a section of a page of results: its own tables, and the time that they took.</summary>
internal static class ExperimentSection
{
    /// <summary>The section's Markdown; its heading is of the second level.</summary>
    /// <param name="path">The experiment's folder.</param>
    /// <exception cref="BadInputException">It has no tables yet.</exception>
    public static string Of(string path)
    {
        var folder = new ExperimentFolder(path);
        if (!File.Exists(folder.Results("md")))
            throw new BadInputException("has no tables yet", "let 'multiemo experiment … --resume' go on", path);
        string[] lines = File.ReadAllText(folder.Results("md")).TrimEnd().Split('\n');
        return $"{string.Join('\n', lines.Select(line => line.StartsWith('#') ? $"#{line}" : line))}\n\n### Time\n\n{Time(folder)}\n";
    }

    private static string Time(ExperimentFolder folder)
    {
        var plan = folder.Plan();
        ReportedRun[] runs = [.. plan.Scored(folder).Select(cell => ReportedRun.Open(folder.Run(cell), cell.Name))];
        var place = Training.TrainingEnvironment.Read(runs[0].Run.Finished[0]);
        static string Seconds(TimeSpan? time) =>
            time is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.TotalSeconds:0} s") : "unknown";
        string cells = string.Join(", ", runs.Select(run => $"{run.Name} {Seconds(run.Took)}"));
        return $"Trainings of {plan.Seeds.Count} seeds, each seed's time added to the others': {cells}. Threads of each: {plan.Threads}; "
            + $"{place.Processors} processors, {place.System}, which other trainings of the experiment may have shared.";
    }
}
