using MultiEmo.Conversations;
using MultiEmo.Storage;
using MultiEmo.Training.Experiments;

namespace MultiEmo.Tests.Training.Experiments;

/// <summary>The cells of the paper's experiments for what a corpus has, and those of a file.</summary>
public class ExperimentTests
{
    private static readonly FeatureEntry Words = Entry("tfidf", Modality.Text, "tfidf"), Voice = Entry("prosody", Modality.Audio, "table");

    [Fact]
    public void Without_whole_frames_VisExtNet_is_left_out_with_its_modality()
    {
        var cell = Ablation(Words, Voice, Entry("faces", Modality.Visual, "visextnet"));
        Assert.Equal(["model.modalities=text,audio"], cell.Settings);
        Assert.Contains("absent", cell.Note);
    }

    [Fact]
    public void Whole_frames_stand_in_for_faces()
    {
        var features = new[] { Words, Entry("faces", Modality.Visual, "visextnet"), Entry("whole", Modality.Visual, "frames:resnet101") };
        var experiment = PaperExperiments.Ablations(features, "meld", ["features.visual=faces"]);
        Assert.Equal(["features.visual=whole"], experiment.Cells[1].Settings);
        Assert.Contains("Whole frames (whole)", experiment.Cells[1].Note);
    }

    [Fact]
    public void What_cannot_be_run_says_why()
    {
        Assert.Contains("no visual features", Ablation(Words, Voice).Skipped);
        var modalities = PaperExperiments.OfModalities([Words, Voice], "meld", []);
        Assert.Equal(["text", "audio", "text + audio"], modalities.Cells.Where(cell => cell.Skipped is null).Select(cell => cell.Name));
        Assert.Equal(7, modalities.Cells.Count);
        Assert.Equal("the corpus has no visual features", modalities.Cells[^1].Skipped);
    }

    [Fact]
    public void Ablations_change_what_their_names_say()
    {
        var experiment = PaperExperiments.Ablations([Words], "meld", ["training.epochs=7"]).Checked();
        var recipes = experiment.Cells.Where(cell => cell.Skipped is null).ToDictionary(cell => cell.Name, experiment.RecipeOf);
        Assert.All(recipes.Values, recipe => Assert.Equal(7, recipe.Training.Epochs));
        Assert.True(recipes["MultiEMO"].Model.MultiAttn);
        Assert.False(recipes["w/o MultiAttn"].Model.MultiAttn);
        Assert.Equal(0, recipes["w/o SWFC"].Loss.Swfc);
        Assert.Equal(0.3, recipes["w/o SWFC"].Loss.SoftHgr);
        Assert.Equal(0, recipes["w/o Soft-HGR"].Loss.SoftHgr);
        Assert.Equal(1, recipes["w/o SWFC and Soft-HGR"].Loss.CrossEntropy);
    }

    [Fact]
    public void A_grid_has_a_cell_for_every_combination()
    {
        var experiment = Read("""
            { "recipe": "meld", "settings": ["training.epochs=4"], "cells": [{ "name": "plain" }],
              "grid": { "model.layers": [1, 2], "model.multi_attn": [true, false], "model.modalities": [["text"], ["text", "audio"]] } }
            """).Checked();
        Assert.Equal(9, experiment.Cells.Count);
        Assert.Equal("model.layers=1, model.multi_attn=true, model.modalities=text,audio", experiment.Cells[2].Name);
        var last = experiment.RecipeOf(experiment.Cells[^1]);
        Assert.Equal(4, last.Training.Epochs);
        Assert.Equal(2, last.Model.Layers);
        Assert.False(last.Model.MultiAttn);
        Assert.Equal(["text", "audio"], last.Model.Modalities);
    }

    [Theory]
    [InlineData("""{ "cells": [{ "name": "a" }] }""", "names no recipe")]
    [InlineData("""{ "recipe": "meld" }""", "has no cell")]
    [InlineData("""{ "recipe": "meld", "grid": { "model.layers": [] } }""", "has no value")]
    [InlineData("""{ "recipe": "meld", "cells": [{ "name": "a b" }, { "name": "A-B" }] }""", "one folder, a-b")]
    [InlineData("""{ "recipe": "meld", "cels": [] }""", "cels")]
    [InlineData("""{ "recipe": "meld", "cells": [{ "name": "a", "settings": ["model.layrs=2"] }] }""", "unknown key 'model.layrs'")]
    public void Mistakes_are_told(string json, string words) =>
        Assert.Contains(words, Assert.Throws<BadInputException>(() => Read(json).Checked()).Message);

    private static ExperimentCell Ablation(params FeatureEntry[] features) => PaperExperiments.Ablations(features, "meld", []).Cells[1];

    private static Experiment Read(string json)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, json);
            return ExperimentReader.Read(file, null, []);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static FeatureEntry Entry(string name, Modality modality, string extractor) =>
        new(name, modality, 4, "somewhere", extractor, new Dictionary<string, string>());
}
