using MultiEmo.Conversations;
using MultiEmo.Features.Numerics;
using MultiEmo.Storage;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Packed;

/// <summary>
/// The whole network as one function of libtorch's automatic differentiation: parameters in, all outputs side by side out. One tensor, since a
/// gradient that nobody asks for would else come as a tensor that TorchSharp never frees.
/// </summary>
internal sealed class PackedFunction : SingleTensorFunction<PackedFunction>
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
    /// <param name="parameters">The model's parameters.</param>
    /// <param name="architecture">Its shape.</param>
    /// <param name="dropouts">Rates; null: the model does not train.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="held">The weights, for passes without gradient while somebody holds them.</param>
    public static Scores Run(
        PackedParameters parameters, Architecture architecture, Dropouts? dropouts, ConversationBatch batch, HeldWeights held)
    {
        var turns = new PackedTurns(batch);
        bool learns = is_grad_enabled() && parameters.All.Any(parameter => parameter.requires_grad);
        var tape = new Tape(turns, parameters, get_num_threads(), dropouts is not null, learns, !learns && held.Open ? held : null);
        var pass = new Pass(tape, architecture, dropouts ?? new Dropouts(), batch);
        var results = learns ? apply([pass, .. parameters.All]) : pass.Outputs();           // (N, all)
        if (!learns) pass.Network.Dispose();
        var layout = pass.Layout;
        FusedModality? Of(Modality modality) => layout.Modalities.IndexOf(modality) is >= 0 and var index ? new FusedModality(
            results.narrow(1, index * layout.Width, layout.Width), batch.Require(modality).Present?.flatten().index_select(0, batch.Turns)) : null;
        return new Scores(Of(Modality.Text), Of(Modality.Audio), Of(Modality.Visual),
            results.narrow(1, layout.Z, layout.Width), results.narrow(1, layout.Logits, layout.Classes))
        { Packed = new(results, layout) };
    }

    /// <inheritdoc/>
    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        var pass = (Pass)vars[0];
        ctx.save_data("pass", pass);
        return pass.Outputs();
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var pass = (Pass)ctx.get_data("pass");
        var own = pass.Empty();     // it is overwritten on the way
        PackedParameters.Of(grad_output.contiguous()).CopyTo(PackedParameters.Of(own));
        pass.Network.Backward(pass.Layout.Parts(own));
        pass.Network.Dispose();
        return [null!, .. pass.Parameters.HandOver().Select(gradient => gradient!)];
    }

    private sealed class Pass(Tape tape, Architecture architecture, Dropouts dropouts, ConversationBatch batch)
    {
        public PackedNetwork Network { get; } = new(tape, architecture, dropouts);

        public PackedParameters Parameters => tape.Parameters;

        public PackedLayout Layout { get; } = new(architecture);

        public Tensor Empty() => Layout.Empty(tape.Turns.Count);

        public Tensor Outputs()
        {
            var outputs = Empty();
            Network.Forward(batch, Layout.Parts(outputs));
            return outputs;
        }
    }
}
