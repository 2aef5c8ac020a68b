using MultiEmo.Cli.Experiments;
using MultiEmo.Conversations;
using MultiEmo.Tests.Support;
using MultiEmo.Training.Experiments;

namespace MultiEmo.Tests.Cli;

/// <summary>An experiment is continued as what it was, or not at all.</summary>
public class ExperimentFolderTests
{
    [Fact]
    public void A_recipe_that_was_changed_meanwhile_is_another_experiment()
    {
        using var folder = new TemporaryFolder();
        string recipe = Path.Combine(folder.Path, "mine.json"), output = Path.Combine(folder.Path, "output");
        File.WriteAllText(recipe, """{ "model": { "layers": 1 } }""");
        var plan = new ExperimentPlan(new Experiment("mine", recipe, [], [new("plain", [])]), "corpus", [1], 1);
        string text = File.ReadAllText(ExperimentFolder.Open(output, plan, resume: false).Recipe(plan.Experiment.Cells[0]));
        ExperimentFolder.Open(output, plan, resume: true);

        File.WriteAllText(recipe, """{ "model": { "layers": 2 } }""");
        var fault = Assert.Throws<BadInputException>(() => ExperimentFolder.Open(output, plan, resume: true));

        Assert.Contains("another experiment", fault.Message);
        Assert.Contains("plain.json", fault.Message);
        Assert.Equal(text, File.ReadAllText(Path.Combine(output, "recipes", "plain.json")));
    }
}
