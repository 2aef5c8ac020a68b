using MultiEmo.Conversations;
using MultiEmo.Storage;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MultiEmo.Models.Packed;

/// <summary>
/// The parameters of a model that a pass can use, by their checkpoint names: read once, since asking libtorch for names and shapes takes longer than
/// a turn, and again when the model has others, as after a move to another device.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="architecture">Its shape.</param>
/// <param name="witness">One of its parameters: as long as it is the same, all are.</param>
internal sealed class ParameterTable(nn.Module model, Architecture architecture, Func<Parameter> witness)
{
    private volatile Snapshot? last;

    /// <summary>The parameters as the model has them now.</summary>
    public Snapshot Now
    {
        get
        {
            var first = witness();
            if (last is { } known && ReferenceEquals(known.Witness, first)) return known;
            var used = model.named_parameters().Where(pair => Uses(pair.name));
            return last = new Snapshot(first, [.. used.Select(pair => Entry(pair.name, pair.parameter))]);
        }
    }

    // Those that the reference program builds and never runs stay out, so that they get no gradient.
    private bool Uses(string name)
    {
        foreach (var modality in Modalities.All)
            if (name.StartsWith($"{modality.Name()}_dialoguernn.", StringComparison.Ordinal))
                return architecture.HasContext(modality) && (architecture.Bidirectional || name.Contains(".dialog_rnn_f."));
        return architecture.MultiAttn || !name.StartsWith("multiattn.", StringComparison.Ordinal);
    }

    private static Entry Entry(string name, Parameter parameter)
    {
        long[] shape = parameter.shape;
        foreach (var modality in Modalities.All)
            if (name == $"{modality.Name()}_absent") return new(name, parameter, shape, modality);
        return new(name, parameter, shape, null);
    }

    /// <summary>The parameters at one time.</summary>
    internal sealed class Snapshot
    {
        private readonly Dictionary<string, int> places;

        /// <summary>Keeps parameters.</summary>
        /// <param name="witness">One of the model's.</param>
        /// <param name="entries">All that a pass can use.</param>
        public Snapshot(Parameter witness, Entry[] entries)
        {
            (Witness, Entries) = (witness, entries);
            places = entries.Index().ToDictionary(pair => pair.Item.Name, pair => pair.Index);
        }

        /// <summary>One of the model's parameters.</summary>
        public Parameter Witness { get; }

        /// <summary>All that a pass can use.</summary>
        public Entry[] Entries { get; }

        /// <summary>Where one of this name is among them; -1: nowhere.</summary>
        public int Place(string name) => places.GetValueOrDefault(name, -1);
    }
}

/// <summary>A parameter as a matrix; a vector is one row.</summary>
/// <param name="Name">Its name in the checkpoint.</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Absent">The modality whose absent turns it stands for; null: another parameter.</param>
internal sealed record Entry(string Name, Parameter Parameter, long[] Shape, Modality? Absent)
{
    /// <summary>How many rows.</summary>
    public int Rows { get; } = (int)Shape.SkipLast(1).Aggregate(1L, (rows, size) => rows * size);

    /// <summary>How many columns.</summary>
    public int Columns { get; } = Shape.Length == 0 ? 1 : (int)Shape[^1];

    /// <summary>Whether a batch uses it.</summary>
    public bool Serves(ConversationBatch batch) => Absent is not { } modality || batch.Of(modality)?.Present is not null;
}
