using System.Text.Json;
using MultiEmo.Audio;
using MultiEmo.Storage;

namespace MultiEmo.Parity.Tests.Audio;

/// <summary>Acted emotional speech of five speakers with openSMILE's functionals, and what a plain classifier makes of either vector.</summary>
public class EmotionalSpeech
{
    [Theory, InlineData("compare16", 0.001, 54.5), InlineData("egemaps", 0.1, 50.8)]
    public void Functionals_equal_the_reference_and_tell_emotions_as_well(string setName, double complexity, double reported)
    {
        var set = AudioSet.Find(setName)!;
        var (sounds, reference) = Reference(set);
        var actual = new float[sounds.Count][];
        var features = new AudioFeatures(set);
        Parallel.For(0, sounds.Count, i => actual[i] = features.Extract(Waveform.Read(sounds[i])).Values);
        var table = new FunctionalTable(set);
        table.Leave(new ReferenceSounds("opensmile").Unstable(set));
        for (int sound = 0; sound < sounds.Count; sound++) table.Add(actual[sound], reference[sound]);
        table.Check();

        string[] names = [.. sounds.Select(path => Path.GetFileNameWithoutExtension(path)!)];
        double theirs = Recall(reference, names, complexity), ours = Recall(actual, names, complexity);
        TestContext.Current.TestOutputHelper?.WriteLine($"{setName}: unweighted average recall {ours:0.00}, from openSMILE's vectors {theirs:0.00}");
        Assert.InRange(theirs, reported - 0.3, reported + 0.3);
        Assert.True(ours >= theirs - 1.5, $"unweighted average recall {ours:0.00}, from openSMILE's vectors {theirs:0.00}");
    }

    private static (List<string> Sounds, List<float[]> Functionals) Reference(AudioSet set)
    {
        string golden = Golden.Folder("opensmile"), data = Path.GetFullPath(Path.Combine(golden, "..", "..", "data", "emodb"));
        Assert.SkipUnless(Directory.Exists(data), "The recordings of emotional speech are not here: no ../shared/data/emodb.");
        var rows = JsonDocument.Parse(File.ReadAllText(Path.Combine(golden, "emodb_functionals_rows.json"))).RootElement;
        var list = rows.ValueKind == JsonValueKind.Array ? rows : rows.GetProperty("rows");
        List<string> sounds = [.. list.EnumerateArray().Select(row => Path.Combine(data, row.GetString()!))];
        float[] all = Safetensors.Read(Path.Combine(golden, "emodb_functionals.safetensors")).Require(ReferenceSounds.Key(set)).As<float>().ToArray();
        return (sounds, [.. all.Chunk(all.Length / sounds.Count)]);
    }

    /// <summary>Leaves one speaker out, learns from the others, pools the predictions.</summary>
    private static double Recall(IReadOnlyList<float[]> vectors, string[] names, double complexity)
    {
        char[] emotions = [.. names.Select(name => name[5])];
        var predicted = new char[names.Length];
        foreach (string speaker in names.Select(name => name[..2]).Distinct())
        {
            int[] training = [.. Enumerable.Range(0, names.Length).Where(i => !names[i].StartsWith(speaker, StringComparison.Ordinal))];
            var machine = LinearSupportVectors.Fit([.. training.Select(i => vectors[i])], [.. training.Select(i => emotions[i])], complexity);
            foreach (int i in Enumerable.Range(0, names.Length).Except(training)) predicted[i] = machine.Predict(vectors[i]);
        }
        return 100 * emotions.Distinct().Average(emotion =>
            Enumerable.Range(0, names.Length).Where(i => emotions[i] == emotion).Average(i => predicted[i] == emotion ? 1.0 : 0.0));
    }
}
