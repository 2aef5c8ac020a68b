using MultiEmo.Conversations;
using MultiEmo.Features.Text;
using MultiEmo.Storage;
using MultiEmo.Storage.Weights;

namespace MultiEmo.Models.Text;

/// <summary>
/// A RoBERTa on disk, as Hugging Face lays it out: config.json, vocab.json and merges.txt (or fairseq's three files), and model.safetensors or
/// pytorch_model.bin, whole or in parts. A folder that fine-tuning wrote says in context.json which context it was trained with.
/// </summary>
/// <param name="Folder">The folder.</param>
/// <param name="Prefix">What stands before the name of each file; empty but where several networks share a folder.</param>
public sealed record RobertaFiles(string Folder, string Prefix = "")
{
    private const string ContextName = "context.json", ModelName = "model.safetensors", ConfigName = "config.json";

    /// <summary>The shape of the network.</summary>
    public string Config => In(ConfigName);

    /// <summary>The context that it was trained with.</summary>
    public string Context => In(ContextName);

    /// <summary>Where its weights are written.</summary>
    public string Model => In(ModelName);

    /// <summary>The weights' file.</summary>
    /// <exception cref="BadInputException">There is none.</exception>
    public string Weights => File.Exists(Model) || Prefix.Length > 0 ? Model : WeightFile.Locate(Folder);

    /// <summary>Finds a network by its folder or by its name in the catalogue of weights.</summary>
    /// <param name="nameOrFolder">A folder, or a name such as <c>roberta-base</c>.</param>
    /// <param name="weights">A folder of weights to look in first, as <c>NAME/FILE</c>; null: none.</param>
    /// <exception cref="BadInputException">There is no such folder, or the weights were not fetched.</exception>
    public static RobertaFiles Find(string nameOrFolder, string? weights = null)
    {
        if (Directory.Exists(nameOrFolder)) return new RobertaFiles(nameOrFolder);
        string[] names = [.. WeightCatalogue.All.Where(each => each.Files.Any(file => file.Name == ConfigName)).Select(each => each.Name)];
        if (names.Contains(nameOrFolder)) return new RobertaFiles(Path.GetDirectoryName(WeightStore.Find(nameOrFolder, ConfigName, weights))!);
        throw new BadInputException("there is no such folder", $"give the folder of a RoBERTa, or a name: {string.Join(", ", names)}", nameOrFolder);
    }

    /// <summary>A small network beside the features that it made.</summary>
    /// <param name="folder">The folder of the features.</param>
    /// <param name="name">The name of the feature file.</param>
    public static RobertaFiles Beside(string folder, string name) => new(folder, $"{name}.");

    /// <summary>The names of the files that are there.</summary>
    public IEnumerable<string> Names()
    {
        string[] names = [ConfigName, .. BytePairTokenizer.Files(Folder, Prefix), ContextName, ModelName];
        return names.Where(name => File.Exists(In(name))).Select(name => Prefix + name);
    }

    /// <summary>Reads the network's shape and the tokenizer that belongs to it.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <exception cref="BadInputException">A file is missing or damaged, or the two do not belong together.</exception>
    public RobertaSettings Read(out BytePairTokenizer tokenizer)
    {
        var settings = RobertaSettings.Read(Config);
        tokenizer = BytePairTokenizer.Load(Folder, Prefix);
        if (tokenizer.VocabularySize <= settings.Vocabulary && tokenizer.Special.Padding == settings.Padding) return settings;
        string own = $"{settings.Vocabulary} words and padding {settings.Padding}";
        throw new BadInputException(
            $"has {own}, its tokenizer {tokenizer.VocabularySize} and {tokenizer.Special.Padding}",
            "use the tokenizer that belongs to the network", Config);
    }

    /// <summary>The context that the network was trained with; null where the folder does not say.</summary>
    /// <exception cref="BadInputException">context.json is damaged.</exception>
    public ContextOptions? ReadContext() => File.Exists(Context) ? Json.Read<ContextOptions>(Context) : null;

    /// <summary>Copies shape, tokenizer and context, without the weights.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="config">The shape to write in place of the own; null: the own.</param>
    /// <param name="context">The context to write in place of the own; null: the own, if there is one.</param>
    /// <exception cref="BadInputException">A file is missing or cannot be written.</exception>
    public void CopyTo(RobertaFiles target, RobertaSettings? config = null, ContextOptions? context = null)
    {
        if (config is null) Copy(Config, target.Config);
        else Json.Write(target.Config, config);
        foreach (string name in BytePairTokenizer.Files(Folder, Prefix)) Copy(In(name), target.In(name));
        if (context is not null) Json.Write(target.Context, context);
        else if (File.Exists(Context)) Copy(Context, target.Context);
    }

    private static void Copy(string from, string to) => AtomicFile.Write(to, stream =>
    {
        using var content = InputFile.Open(from);
        content.CopyTo(stream);
    });

    private string In(string name) => Path.Combine(Folder, Prefix + name);
}
