using System.Text;
using FsCheck.Xunit;
using MultiEmo.Conversations;
using MultiEmo.Models.Losses;
using MultiEmo.Storage;
using MultiEmo.Tests.Conversations;
using MultiEmo.Tests.House;
using MultiEmo.Tests.Support;
using MultiEmo.Training;

namespace MultiEmo.Tests.Training;

/// <summary>Recipes: files over defaults, settings over both, and every fault told at once.</summary>
public class RecipeReaderTests
{
    [Fact]
    public void The_defaults_are_the_recipe_meld()
    {
        var meld = RecipeReader.Read("meld", []);

        Assert.Equal(RecipeReader.Text(new Recipe { Name = "meld", Description = meld.Description }), RecipeReader.Text(meld));
        Assert.Equal((2, 100, 15), (meld.Model.Layers, meld.Training.Batch, meld.Training.Epochs));
        Assert.Equal((1e-4, 1e-5), (meld.Training.LearningRate, meld.Training.WeightDecay));
        Assert.Equal((0.3, 0.3, 0.4), (meld.Loss.Swfc, meld.Loss.SoftHgr, Math.Round(meld.Loss.CrossEntropy, 12)));
        Assert.Equal((1.4, 2.0, 1.2), (meld.Loss.Temperature, meld.Loss.Focus, meld.Loss.SampleWeight));
    }

    [Fact]
    public void The_recipe_iemocap_has_the_settings_of_the_script()
    {
        var recipe = RecipeReader.Read("iemocap", []);

        Assert.Equal((6, 256), (recipe.Model.Layers, recipe.Model.Classifier));
        Assert.True(recipe.Model.Bidirectional && recipe.Model.TextContext);
        Assert.Equal((64, 100), (recipe.Training.Batch, recipe.Training.Epochs));
        Assert.Equal((0.4, 0.4), (recipe.Loss.Swfc, recipe.Loss.SoftHgr));
        Assert.Equal((0.8, 2.4, 1.1), (recipe.Loss.Temperature, recipe.Loss.Focus, recipe.Loss.SampleWeight));
    }

    [Fact]
    public void Every_recipe_that_lies_in_the_repository_comes_with_the_program_and_can_be_read()
    {
        string folder = Path.Combine(SourceTree.Root, "recipes");
        var files = Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .Select(path => Path.ChangeExtension(Path.GetRelativePath(folder, path), null).Replace('\\', '/')).Order(StringComparer.Ordinal);

        Assert.Equal(files, RecipeReader.Names);
        Assert.All(RecipeReader.Names, name =>
        {
            var recipe = RecipeReader.Read(name, []);
            Assert.Equal(name.Split('/')[^1], recipe.Name.Split('/')[^1]);
            Assert.NotEmpty(recipe.Description);
            Assert.Equal(RecipeReader.Text(recipe), RecipeReader.Text(RecipeReader.Parse(RecipeReader.Text(recipe), [], name)));
        });
    }

    [Fact]
    public void Settings_are_read_by_the_kind_of_their_key()
    {
        var recipe = RecipeReader.Read("meld",
        [
            "model.layers=3", "training.learning_rate=2e-3", "model.bidirectional=true", "model.mask = false", "name=123", "features.text=tfidf",
            "features.audio=2024", "model.modalities=text, audio", "protocol=released", "loss.form=paper", "model.dropout.recurrent=0.5",
            "training.clip=1", "description=a=b",
        ]);

        Assert.Equal((3, 2e-3, 1.0), (recipe.Model.Layers, recipe.Training.LearningRate, recipe.Training.Clip));
        Assert.Equal((true, false), (recipe.Model.Bidirectional, recipe.Model.Mask));
        Assert.Equal(("123", "a=b"), (recipe.Name, recipe.Description));
        Assert.Equal(new FeatureChoice("tfidf", "2024"), recipe.Features);
        Assert.Equal(["text", "audio"], recipe.Model.Modalities);
        Assert.Equal((Protocol.Released, LossForm.Paper, 0.5), (recipe.Protocol, recipe.Loss.Form, recipe.Model.Dropout.Recurrent));
        Assert.Equal(["audio"], RecipeReader.Read("meld", ["model.modalities=[\"audio\"]"]).Model.Modalities);
        Assert.Empty(RecipeReader.Read("meld", ["model.modalities=text", "model.modalities="]).Model.Modalities);
    }

    [Fact]
    public void All_faults_are_told_at_once_with_suggestions()
    {
        const string json = """{ "modle": {}, "training": { "epocks": 3, "batch": "many" }, "protocol": "relased" }""";
        string[] settings = ["model.layer=2", "loss.form=papre", "nonsense", "loss.swfc=3"];
        string[] parts =
        [
            "mine.json", "unknown key 'modle'", "'model'", "unknown key 'training.epocks'", "'epochs'", "training.batch", "'released'",
            "unknown key 'model.layer'", "'layers'", "'paper'", "'nonsense' is no setting: write key=value", "loss.swfc is 3",
        ];
        var fault = Assert.Throws<BadInputException>(() => RecipeReader.Parse(json, settings, "mine.json"));

        Assert.All(parts, part => Assert.Contains(part, fault.Message));
    }

    [Fact]
    public void All_values_out_of_range_are_told_at_once()
    {
        string[] settings =
        [
            "model.kind=multemo", "model.modalities=txt", "model.width=10", "model.heads=4", "model.hidden=0", "model.layers=0",
            "model.classifier=-1", "model.dropout.input=1", "loss.swfc=0.7", "loss.soft_hgr=0.7", "loss.temperature=0", "loss.focus=-1",
            "loss.label_smoothing=1", "loss.balance=2",
            "training.epochs=0", "training.batch=0", "training.learning_rate=0", "training.weight_decay=-1",
            "training.clip=-1", "training.patience=-1", "training.plateau_factor=0", "training.plateau_patience=-1",
            "training.validation_share=1", "training.average=1", "training.withhold=1",
        ];
        var fault = Assert.Throws<BadInputException>(() => RecipeReader.Read("meld", settings));

        Assert.All(settings, setting => Assert.Contains(setting.Split('=')[0], fault.Message));
        Assert.Contains("'multiemo'", fault.Message);
        Assert.Contains("'text'", fault.Message);
    }

    [Theory]
    [InlineData("training.learning_rate=nan"), InlineData("training.learning_rate=1e999"), InlineData("training.learning_rate=0,001")]
    [InlineData("training.epochs=1.5"), InlineData("training.epochs=99999999999"), InlineData("training.clip=Infinity")]
    [InlineData("model.modalities=[null]"), InlineData("model.modalities=[5]"), InlineData("model.mask=yes"), InlineData("model=5")]
    [InlineData("model.layers.x=5"), InlineData("=5"), InlineData("."), InlineData("model.layers=null")]
    public void A_setting_that_cannot_be_used_is_refused_by_name(string setting)
    {
        var fault = Assert.Throws<BadInputException>(() => RecipeReader.Read("meld", [setting]));

        Assert.Contains(setting.Split('=')[0].Split('.')[^1], fault.Message);
    }

    [Theory, InlineData("[]"), InlineData("null"), InlineData("5"), InlineData(""), InlineData("{"), InlineData("""{ "name": null }""")]
    [InlineData("""{ "name": "a", "name": "b" }"""), InlineData("""{ "\ud800": 1 }"""), InlineData("""{ "name": "\ud800" }""")]
    [InlineData("""{ "model": { "modalities": [null] } }"""), InlineData("""{ "model": { "dropout": null } }""")]
    [InlineData("""{ "training": { "learning_rate": 1e999 } }"""), InlineData("""{ "training": { "epochs": 1.5 } }""")]
    public void A_file_that_is_no_recipe_is_refused(string json) =>
        Assert.Contains("mine.json", Assert.Throws<BadInputException>(() => RecipeReader.Parse(json, [], "mine.json")).Message);

    [Fact]
    public void An_unknown_recipe_gets_the_nearest_suggested()
    {
        var fault = Assert.Throws<BadInputException>(() => RecipeReader.Read("mled", []));

        Assert.Contains("there is no recipe 'mled'", fault.Problem);
        Assert.Contains("'meld'", fault.Remedy);
    }

    [Fact]
    public void A_recipe_is_read_from_a_file_and_from_the_folder_of_a_run()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "recipe.json");
        File.WriteAllText(path, """{ "name": "mine", "training": { "epochs": 3 } }""");

        Assert.Equal(3, RecipeReader.Read(path, []).Training.Epochs);
        Assert.Equal("mine", RecipeReader.Read(new RunFolder(folder.Path)).Name);
        Assert.Throws<BadInputException>(() => RecipeReader.Read(new RunFolder(Path.Combine(folder.Path, "none"))));
    }

    [Property(MaxTest = 500)]
    public bool A_mutated_recipe_is_read_or_refused(int seed)
    {
        string text = Encoding.UTF8.GetString(Mutation.Of(Encoding.UTF8.GetBytes(RecipeReader.Text(RecipeReader.Read("iemocap", []))), seed));
        return IsReadOrRefused(() => RecipeReader.Parse(text, [], "mutated.json"));
    }

    [Property(MaxTest = 500)]
    public bool Any_value_of_any_setting_is_read_or_refused(int seed)
    {
        var random = new Random(seed);
        string[] keys =
        [
            "name", "protocol", "features", "features.text", "model", "model.kind", "model.modalities", "model.width", "model.mask",
            "model.dropout", "model.dropout.input", "loss.form", "loss.swfc", "loss.focus", "training.epochs", "training.learning_rate",
            "training.patience", "training.x", "x.y.z", "", "..", "model.",
        ];
        string[] values =
        [
            "", "0", "1", "-1", "2.5", "1e9", "1e999", "nan", "true", "false", "null", "text", "text,text", "[", "[]", "[null]", "[1]", "{}",
            "{\"a\":1,\"a\":2}", "\"", "=", "0,5", "é",
        ];
        string Any(string[] from) => from[random.Next(from.Length)];
        string[] settings = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(20) == 0 ? Any(keys) : $"{Any(keys)}={Any(values)}")];
        return IsReadOrRefused(() => RecipeReader.Read("meld", settings));
    }

    private static bool IsReadOrRefused(Func<Recipe> read)
    {
        try
        {
            string text = RecipeReader.Text(read());
            return RecipeReader.Text(RecipeReader.Parse(text, [], "again.json")) == text;
        }
        catch (BadInputException fault)
        {
            return fault.Message.Length > 10;
        }
    }
}
