using MultiEmo.Conversations;
using MultiEmo.Features.Numerics;
using MultiEmo.Storage;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Packed;

/// <summary>The whole network as one function of libtorch's automatic differentiation: parameters in, fused features, z and logits out.</summary>
internal sealed class PackedFunction : MultiTensorFunction<PackedFunction>
{
    /// <inheritdoc/>
    public override string Name => nameof(PackedFunction);

    /// <summary>Whether a batch of a model can be computed this way.</summary>
    public static bool Serves(Architecture architecture, ConversationBatch batch, ScalarType type)
    {
        bool plain = type != ScalarType.Float32 || batch.Mask.device_type != TorchSharp.DeviceType.CPU || !architecture.Mask;
        return !plain && Gru.Fits(architecture.Width) && batch.Turns.shape[0] > 0;
    }

    /// <summary>Scores of every real turn of a batch.</summary>
    /// <param name="model">The model, for its parameters and whether it trains.</param>
    /// <param name="architecture">Its shape.</param>
    /// <param name="dropouts">Rates while training.</param>
    /// <param name="batch">The batch.</param>
    public static Scores Run(nn.Module model, Architecture architecture, Dropouts dropouts, ConversationBatch batch)
    {
        var turns = new PackedTurns(batch);
        var parameters = new PackedParameters(model, name => Uses(architecture, batch, name));
        var pass = new Pass(new Tape(turns, parameters, get_num_threads(), model.training), architecture, dropouts, batch);
        bool learns = is_grad_enabled() && parameters.All.Any(parameter => parameter.requires_grad);
        var results = apply([pass, .. parameters.All]);
        if (!learns) pass.Network.Dispose();
        var present = architecture.Modalities.Select(modality => pass.Input(modality).Present?.flatten().index_select(0, batch.Turns)).ToArray();
        FusedModality? Of(Modality modality) => pass.Modalities.IndexOf(modality) is >= 0 and var index
            ? new FusedModality(results[index], present[index]) : null;
        return new Scores(Of(Modality.Text), Of(Modality.Audio), Of(Modality.Visual), results[^2], results[^1]);
    }

    /// <inheritdoc/>
    public override List<Tensor> forward(AutogradContext ctx, params object[] vars)
    {
        var pass = (Pass)vars[0];
        ctx.save_data("pass", pass);
        ctx.set_materialize_grads(false);
        List<Tensor> outputs = pass.Empty();
        pass.Network.Forward(pass.Batch, pass.Outputs(outputs));
        return outputs;
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs)
    {
        using var scope = NewDisposeScope();
        var pass = (Pass)ctx.get_data("pass");
        List<Tensor> own = pass.Empty();
        for (int i = 0; i < own.Count; i++)
            if (grad_outputs[i].IsInvalid) own[i].zero_();
            else own[i].copy_(grad_outputs[i]);
        pass.Network.Backward(pass.Outputs(own));
        pass.Network.Dispose();
        return [null!, .. pass.Parameters.Gradients.Select(gradient => gradient!)];
    }

    // The parameters that the reference program builds and never runs stay out, so that they get no gradient.
    private static bool Uses(Architecture architecture, ConversationBatch batch, string name)
    {
        foreach (var modality in Modalities.All)
        {
            string own = modality.Name();
            if (name == $"{own}_absent") return Input(batch, modality)?.Present is not null;
            if (name.StartsWith($"{own}_dialoguernn.", StringComparison.Ordinal))
                return architecture.HasContext(modality) && (architecture.Bidirectional || name.Contains(".dialog_rnn_f."));
        }
        return architecture.MultiAttn || !name.StartsWith("multiattn.", StringComparison.Ordinal);
    }

    private static ModalityInput? Input(ConversationBatch batch, Modality modality) =>
        modality switch { Modality.Text => batch.Text, Modality.Audio => batch.Audio, _ => batch.Visual };

    private sealed class Pass(Tape tape, Architecture architecture, Dropouts dropouts, ConversationBatch batch)
    {
        public PackedNetwork Network { get; } = new(tape, architecture, dropouts);

        public ConversationBatch Batch => batch;

        public PackedParameters Parameters => tape.Parameters;

        public List<Modality> Modalities { get; } = [.. architecture.Modalities];

        public ModalityInput Input(Modality modality) => PackedFunction.Input(batch, modality)!;

        public List<Tensor> Empty()
        {
            Tensor Of(int columns) => empty([tape.Turns.Count, columns]);
            return [.. Modalities.Select(_ => Of(architecture.Width)), Of(architecture.Width), Of(architecture.Classes)];
        }

        public PackedOutputs Outputs(List<Tensor> tensors)
        {
            Matrix[] all = [.. tensors.Select(PackedParameters.Of)];
            return new PackedOutputs(Modalities.Select((modality, index) => (modality, index)).ToDictionary(m => m.modality, m => all[m.index]),
                all[^2], all[^1]);
        }
    }
}
