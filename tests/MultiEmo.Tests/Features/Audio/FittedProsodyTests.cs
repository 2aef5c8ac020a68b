using MultiEmo.Audio;
using MultiEmo.Conversations;
using MultiEmo.Features;
using MultiEmo.Features.Audio;
using MultiEmo.Features.Extraction;
using MultiEmo.Storage;
using MultiEmo.Tests.Audio;
using MultiEmo.Tests.Features.Tables;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Features.Audio;

/// <summary>Prosody of a corpus and of new sounds: one vector, whoever measured the training turns.</summary>
public sealed class FittedProsodyTests : IDisposable
{
    private const int Rate = 16000;
    private static readonly string Header = "conversation,turn," + string.Join(',', SpeechProsody.Names);

    // One of them has no pitch and no syllables.
    private static readonly float[][] Sounds =
    [
        Syllables(SyntheticVoice.Vowel(Rate, 1, 150)),
        Syllables(SyntheticVoice.Vowel(Rate, 0.6, 220)),
        SyntheticVoice.Noise(Rate, 0.4),
        Syllables(SyntheticVoice.Vowel(Rate, 0.8, 300)),
    ];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_new_sound_gets_the_vector_that_the_corpus_stores_for_it()
    {
        var (corpus, entry) = Extracted();
        var stored = corpus.ReadFeatures("prosody");

        var fitted = FittedProsody.Load(entry, Folder(corpus));

        Assert.Equal(("prosody", fitted.Width), (entry.Extractor, entry.Width));
        Assert.All(stored.Present, Assert.True);
        foreach (var (turn, samples) in Sounds.Index())
            Assert.Equal(stored.Row(turn).ToArray(), fitted.Vector(Waveform.Read(SoundOf(turn))));
        Assert.Equal(8 + 1, fitted.Width);
        Assert.Equal([0f, 0f, 1f, 0f], Enumerable.Range(0, 4).Select(turn => stored.Row(turn)[8]));
    }

    [Fact]
    public void A_table_of_the_measured_values_gives_the_features_of_the_measurement()
    {
        var (corpus, _) = Extracted();
        var measured = corpus.ReadFeatures("prosody");
        string[] rows = [.. Sounds.Index().Select(turn => Row(turn.Index, SpeechProsody.Of(Waveform.Read(SoundOf(turn.Index)))!))];
        string table = TableCorpus.Write(folder.Path, "values.csv", [Header, .. rows]);

        var extracted = FeatureExtraction.ExtractProsodyTable(corpus, table, "read");

        Assert.Equal("prosody", extracted.Entry.Extractor);
        Assert.Equal("prosody", PreparedCorpus.Load(corpus.Folder).Features.Single(entry => entry.Name == "read").Extractor);
        var read = corpus.ReadFeatures("read");
        Assert.Equal(measured.Width, read.Width);
        Assert.All(measured.Values.Zip(read.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        var fitted = FittedProsody.Load(extracted.Entry, Folder(corpus));
        Assert.All(fitted.Vector(Waveform.Read(SoundOf(1)))!.Zip(read.Row(1).ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Fact]
    public void A_stretch_of_a_recording_gives_the_vector_of_that_stretch()
    {
        var (corpus, entry) = Extracted();
        var fitted = FittedProsody.Load(entry, Folder(corpus));
        float[] silence = SyntheticVoice.Silence(Rate, 1);
        var recording = new Waveform(SyntheticVoice.Join(silence, Sounds[1], silence), Rate);

        Assert.Equal(fitted.Vector(new Waveform(Sounds[1], Rate)), fitted.Vector(recording, 1, 1.6));
        Assert.Null(fitted.Vector(recording, 0, 0.9));
        Assert.Null(fitted.Vector(recording, 1.2, 1.23));
        Assert.Null(fitted.Vector(recording, 5, 6));
    }

    [Theory]
    [InlineData("conversation,turn,duration,avg_pitch", "train/0,0,1,200", "no numbers in avg_intensity")]
    [InlineData("conversation,turn,{0},extra", "train/0,0,1,60,5,200,20,80,4,7,9", "have extra besides")]
    [InlineData("conversation,turn,avg_intensity,duration,{1}", "train/0,0,60,1,5,200,20,80,4,7", "in another order: avg_intensity, duration")]
    public void A_table_of_other_columns_is_refused_and_nothing_written(string header, string row, string told)
    {
        var corpus = Prepared();
        string names = string.Join(',', SpeechProsody.Names), rest = string.Join(',', SpeechProsody.Names.Skip(2));
        string table = TableCorpus.Write(folder.Path, "t.csv", string.Format(null, header, names, rest), row);

        var fault = Assert.Throws<BadInputException>(() => FeatureExtraction.ExtractProsodyTable(corpus, table));

        Assert.Contains(told, fault.Message);
        Assert.False(File.Exists(corpus.FeaturePath("prosody", "fitted.safetensors")));
    }

    [Fact]
    public void Fitted_parts_of_another_table_are_refused()
    {
        var corpus = Prepared();
        string path = TableCorpus.Write(folder.Path, "t.csv", "conversation,turn,x", "train/0,0,1");
        var entry = FeatureExtraction.ExtractTable(corpus, Modality.Audio, path, "prosody").Entry;

        Assert.Contains("no numbers in duration", Assert.Throws<BadInputException>(() => FittedProsody.Load(entry, Folder(corpus))).Message);
    }

    [Fact]
    public void A_silent_clip_and_a_short_one_are_absent_and_reported()
    {
        var corpus = Prepared();
        Write([Sounds[0], Sounds[1], SyntheticVoice.Silence(Rate, 1), Sounds[3][..500]]);

        var extracted = Extract(corpus);

        Assert.Equal([true, true, false, false], corpus.ReadFeatures("prosody").Present);
        Assert.Contains("is silent", extracted.Report[0].Why);
        Assert.Contains("shorter than one frame of 0.064 s", extracted.Report[1].Why);
    }

    // One each fifth of a second.
    private static float[] Syllables(float[] voice) =>
        [.. voice.Select((sample, n) => (float)(sample * (0.55 - (0.45 * Math.Cos(2 * Math.PI * 5 * n / Rate)))))];

    private static string Folder(PreparedCorpus corpus) => Path.GetDirectoryName(corpus.FeaturePath("prosody", "safetensors"))!;

    private static string Row(int turn, SpeechProsody prosody) => FormattableString.Invariant($"train/0,{turn},")
        + string.Join(',', prosody.Values.Select((value, column) => value is { } number ? FormattableString.Invariant($"{number:R}")
            : column is 4 or 5 ? "0.0" : ""));

    private (PreparedCorpus Corpus, FeatureEntry Entry) Extracted()
    {
        var corpus = Prepared();
        Write(Sounds);
        return (corpus, Extract(corpus).Entry!);
    }

    private ExtractedVectors Extract(PreparedCorpus corpus)
    {
        var source = SoundVectors.Native(corpus.Corpus, SoundSet.Prosody, folder.Path);
        return FeatureExtraction.ExtractVectors(corpus, source, "prosody", new ExtractionOptions(), TestContext.Current.CancellationToken);
    }

    private void Write(float[][] sounds)
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "clips"));
        foreach (var (turn, samples) in sounds.Index())
            File.WriteAllBytes(SoundOf(turn), new WavBytes { Rate = Rate }.Of([.. samples.Select(sample => Math.Round(sample * 32767.0))]));
    }

    private string SoundOf(int turn) => Path.Combine(folder.Path, "clips", $"c0_{turn}.wav");

    private PreparedCorpus Prepared()
    {
        string path = Path.Combine(folder.Path, "corpus");
        return PreparedCorpus.Create(path, TableCorpus.With(4, 0, 0), force: false);
    }
}
