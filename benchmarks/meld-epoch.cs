#:project ../src/MultiEmo.Training/MultiEmo.Training.csproj
#:property PublishAot=false
#:property NoWarn=CS1591;IDE0005
// Times epochs (training, validation and test) of the recipe meld at full size on invented data of MELD's shape:
// dotnet run -c Release benchmarks/meld-epoch.cs -- [threads] [epochs]
using System.Diagnostics;
using MultiEmo.Conversations;
using MultiEmo.Models;
using MultiEmo.Models.Losses;
using MultiEmo.Storage;
using MultiEmo.Training;
using TorchSharp;

int threads = args.Length > 0 ? int.Parse(args[0]) : Environment.ProcessorCount;
int epochs = args.Length > 1 ? int.Parse(args[1]) : 3;
torch.set_num_threads(threads);
var random = new Random(1);
var recipe = RecipeReader.Read("meld", []);

ConversationDataset train = Invent(987), validation = Invent(51), test = Invent(280);
var data = new TrainingData(train, validation, Official: true,
    [Entry("text", Modality.Text, 768), Entry("audio", Modality.Audio, 512), Entry("visual", Modality.Visual, 1000)]);
using var state = TrainingState.Start(recipe, data, new SeedFolder(Path.GetTempPath(), 1), torch.CPU);
var epoch = new TrainingEpoch(recipe, train, 1, torch.CPU);
var loss = new TotalLoss(recipe.Loss, train.ClassCounts());
var quiet = new Progress<TrainingProgress>();
Console.WriteLine($"{train.Turns} training utterances, {threads} threads");
for (int i = 0; i < epochs; i++)
{
    var watch = Stopwatch.StartNew();
    epoch.Run(state, loss, quiet, default);
    double training = watch.Elapsed.TotalSeconds;
    ValidationScore.Of(state.Model, validation, loss, recipe.Training.Batch, torch.CPU, default);
    ValidationScore.Of(state.Model, test, loss, recipe.Training.Batch, torch.CPU, default);
    Console.WriteLine($"epoch {i + 1}: training {training:f1} s, with validation and test {watch.Elapsed.TotalSeconds:f1} s");
}

FeatureEntry Entry(string name, Modality modality, int width) => new(name, modality, width, "", "given", new Dictionary<string, string>());

ConversationDataset Invent(int count)
{
    Conversation[] conversations = [.. Enumerable.Range(0, count).Select(index => new Conversation($"c{index}", null, [.. Turns()]))];
    int rows = conversations.Sum(conversation => conversation.Turns.Count);
    return new ConversationDataset(new Corpus("invented", EmotionSet.Meld, conversations), Noise(rows, 768), Noise(rows, 512), Noise(rows, 1000));
}

// Lengths of 1 to 24 turns, 9.6 on average, two to five speakers.
IEnumerable<Utterance> Turns()
{
    double spread = random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5;
    int length = Math.Clamp((int)Math.Round(9.6 + 6 * spread), 1, 24), speakers = random.Next(2, 6);
    for (int t = 0; t < length; t++) yield return new Utterance(t, $"s{random.Next(speakers)}", "", EmotionSet.Meld.Labels[random.Next(7)]);
}

FeatureMatrix Noise(int rows, int width)
{
    var values = new float[rows * width];
    for (int i = 0; i < values.Length; i++) values[i] = random.NextSingle() - 0.5f;
    return new FeatureMatrix(values, [.. Enumerable.Repeat(true, rows)], width);
}
