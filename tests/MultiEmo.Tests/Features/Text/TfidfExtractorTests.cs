using System.Runtime.InteropServices;
using FsCheck.Xunit;
using MultiEmo.Conversations;
using MultiEmo.Features.Samples;
using MultiEmo.Features.Text;
using MultiEmo.Features.Transforms;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Features.Text;

public class TfidfExtractorTests
{
    private static readonly string[] Texts = SampleTexts(20);
    private static readonly TfidfExtractor Fitted = Fit(Texts);

    [Fact]
    public void Twenty_texts_give_a_vector_no_wider_than_their_rank()
    {
        Assert.InRange(Fitted.Width, 5, 20);
        Assert.Equal(Texts.Length * Fitted.Width, Fitted.Transform(Texts).Length);
    }

    [Fact]
    public void The_mean_square_of_a_training_value_is_one()
        => Assert.Equal(1, Fitted.Transform(Texts).Average(value => (double)value * value), 0.01);

    [Fact]
    public void Vectors_keep_the_inner_products_of_the_weights_up_to_one_scale()
    {
        var weights = Fitted.Terms.Transform(Texts);
        float[] vectors = Fitted.Transform(Texts);
        double scale = Product(vectors, 0, 0) / Product(weights, 0, 0);

        for (int a = 0; a < Texts.Length; a++)
            for (int b = 0; b < a; b++) Assert.Equal(scale * Product(weights, a, b), Product(vectors, a, b), 0.02 * Fitted.Width);
    }

    [Fact]
    public void A_loaded_extractor_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        string file = Fitted.Save(folder.Path, "words");

        Assert.Equal("words.fitted.safetensors", file);
        Assert.Equal(Bytes(Fitted.Transform(Texts)), Bytes(TfidfExtractor.Load(folder.Path, "words").Transform(Texts)));
    }

    [Fact]
    public void A_text_has_the_same_bytes_alone_and_in_company()
    {
        float[] together = Fitted.Transform(Texts);
        Assert.Equal(Bytes(together[(7 * Fitted.Width)..(8 * Fitted.Width)]), Bytes(Fitted.Transform([Texts[7]])));
    }

    [Fact]
    public void A_second_fit_with_another_number_of_threads_gives_the_same_bytes()
    {
        string[] texts = SampleTexts(150);
        float[] one = Fit(texts, With(1)).Transform(texts);
        float[] four = Fit(texts, With(4)).Transform(texts);
        Assert.Equal(Bytes(one), Bytes(four));
    }

    [Fact]
    public void Equal_texts_fit_one_component()
    {
        var fitted = Fit(["well well", "well well", "well well"]);
        Assert.Equal(1, fitted.Width);
        Assert.Equal([1f, 1f], fitted.Transform(["well well", "well well"]), (a, b) => Math.Abs(a - b) < 1e-3);
    }

    [Property(MaxTest = 60)]
    public void A_mutated_file_is_refused_or_read(ushort place, byte value, bool cut)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, Fitted.Save(folder.Path, "words"));
        byte[] bytes = File.ReadAllBytes(path);
        int at = place % bytes.Length;
        bytes[at] = value;
        File.WriteAllBytes(path, cut ? bytes[..at] : bytes);

        try
        {
            Assert.NotEmpty(TfidfExtractor.Load(folder.Path, "words").Transform(["Ana saw the train."]));
        }
        catch (BadInputException fault)
        {
            Assert.Equal(path, fault.File);
        }
    }

    private static TfidfExtractor Fit(string[] texts, TfidfExtractorOptions? options = null)
        => TfidfExtractor.Fit(texts, options, stop: TestContext.Current.CancellationToken);

    private static TfidfExtractorOptions With(int threads) => new() { Reduction = new TruncatedSvdOptions { Threads = threads, Components = 60 } };

    private static string[] SampleTexts(int count)
        => [.. SampleCorpus.Generate(3).Corpus.Conversations.SelectMany(conversation => conversation.Turns).Take(count).Select(turn => turn.Text)];

    private static byte[] Bytes(float[] values) => MemoryMarshal.AsBytes<float>(values).ToArray();

    private static double Product(float[] vectors, int a, int b)
    {
        double sum = 0;
        for (int i = 0; i < Fitted.Width; i++) sum += (double)vectors[a * Fitted.Width + i] * vectors[b * Fitted.Width + i];
        return sum;
    }

    private static double Product(SparseMatrix weights, int a, int b)
    {
        var row = Enumerable.Range(weights.Starts[a], weights.Starts[a + 1] - weights.Starts[a]).ToDictionary(entry => weights.Indices[entry]);
        return Enumerable.Range(weights.Starts[b], weights.Starts[b + 1] - weights.Starts[b])
            .Sum(entry => row.TryGetValue(weights.Indices[entry], out int other) ? weights.Values[entry] * weights.Values[other] : 0);
    }
}
