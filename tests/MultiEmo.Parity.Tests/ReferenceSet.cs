using System.Text.Json;
using MultiEmo.Models;
using MultiEmo.Models.Losses;
using MultiEmo.Storage;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Parity.Tests;

/// <summary>One configuration of the reference program (iemocap or meld, tiny or full): its manifest, and what follows from it.</summary>
public sealed class ReferenceSet
{
    private readonly string folder;
    private readonly string name;

    public ReferenceSet(string dataset, string size)
    {
        set_num_threads(1);
        folder = Golden.Folder("multiemo");
        name = $"{dataset}_{size}";
        Manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, $"{name}_manifest.json"))).RootElement;
    }

    public JsonElement Manifest { get; }

    public IReadOnlyDictionary<string, StoredTensor> Tensors(string part) =>
        Safetensors.Read(Path.Combine(folder, $"{name}_{part}.safetensors")).Tensors;

    public JsonElement Settings => Manifest.GetProperty("script_settings");

    public int Dim(string dim) => Manifest.GetProperty("dims").GetProperty(dim).GetInt32();

    public int[] Lengths => [.. Manifest.GetProperty("lengths").EnumerateArray().Select(length => length.GetInt32())];

    public long[] ClassCounts => [.. Settings.GetProperty("class_counts").EnumerateArray().Select(count => count.GetInt64())];

    public IReadOnlyDictionary<string, long[]> Shapes =>
        (Manifest.TryGetProperty("parameter_shapes", out var shapes) ? shapes : Manifest.GetProperty("state_dict"))
        .EnumerateObject().ToDictionary(p => p.Name, p => p.Value.EnumerateArray().Select(size => size.GetInt64()).ToArray());

    public Architecture Architecture(bool mask)
    {
        bool iemocap = Manifest.GetProperty("dataset").GetString() == "IEMOCAP";
        return new Architecture
        {
            Labels = [.. Enumerable.Range(0, Settings.GetProperty("n_classes").GetInt32()).Select(label => $"class {label}")],
            Text = Dim("text"),
            Audio = Dim("audio"),
            Visual = Dim("visual"),
            Width = Dim("model_dim"),
            Hidden = Dim("hidden"),
            Heads = Dim("heads"),
            Layers = Dim("layers"),
            Classifier = (int)Shapes["mlp.linear_1.weight"][0],
            Bidirectional = iemocap,
            TextContext = iemocap,
            Mask = mask,
        };
    }

    public LossSettings LossSettings => new()
    {
        Swfc = Settings.GetProperty("SWFC_loss_param").GetDouble(),
        SoftHgr = Settings.GetProperty("HGR_loss_param").GetDouble(),
        Temperature = Settings.GetProperty("temp_param").GetDouble(),
        Focus = Settings.GetProperty("focus_param").GetDouble(),
        SampleWeight = Settings.GetProperty("sample_weight_param").GetDouble(),
    };

    public TotalLoss Loss() => new(LossSettings, ClassCounts);

    /// <summary>A model with the stored weights of the tiny configuration.</summary>
    public MultiEmoModel TinyModel(bool mask, ScalarType type)
    {
        var model = new MultiEmoModel(Architecture(mask));
        Checkpoint.Write(model, Tensors("weights"), "weights");
        model.to(type);
        return model;
    }

    /// <summary>The stored batch of the tiny configuration.</summary>
    public ConversationBatch TinyBatch(ScalarType type)
    {
        var tensors = Tensors("batch");
        return Batch(name => Checkpoint.Restore(tensors[name]), type);
    }

    /// <summary>A batch from tensors in the reference's layout: features and speakers (T, B, .), mask and labels (B, T).</summary>
    public static ConversationBatch Batch(Func<string, Tensor> stored, ScalarType type)
    {
        ModalityInput Input(string key) => new(stored(key).to(type).transpose(0, 1).contiguous(), null);
        var speakers = stored("speaker_masks");                                          // (T, B, P)
        var mask = stored("utterance_masks").gt(0);                                      // (B, T)
        var turns = mask.flatten().nonzero().squeeze(-1);                                // (N)
        var labels = stored("labels").flatten().index_select(0, turns);                  // (N)
        return new ConversationBatch(Input("texts"), Input("audios"), Input("visuals"),
            speakers.argmax(-1).transpose(0, 1).contiguous(), mask, turns, labels, (int)speakers.shape[2]);
    }

    /// <summary>One conversation of a batch, without padding.</summary>
    public static ConversationBatch Alone(ConversationBatch batch, int conversation, int length)
    {
        ModalityInput Input(ModalityInput input) => new(input.Values.narrow(0, conversation, 1).narrow(1, 0, length).contiguous(), null);
        long before = batch.Mask.narrow(0, 0, conversation).sum().item<long>();
        return new ConversationBatch(Input(batch.Text!), Input(batch.Audio!), Input(batch.Visual!),
            batch.Speakers.narrow(0, conversation, 1).narrow(1, 0, length).contiguous(), ones([1, length], ScalarType.Bool),
            arange(length, ScalarType.Int64), batch.Labels.narrow(0, before, length), batch.Parties);
    }
}
