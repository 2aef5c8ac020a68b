using MultiEmo.Models;
using MultiEmo.Models.Losses;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Twin;

/// <summary>Training steps and evaluations of the twin, in parts.</summary>
/// <param name="model">The twin.</param>
/// <param name="losses">Its losses.</param>
/// <param name="settings">Their weights.</param>
/// <param name="swfcTurns">The most turns that SWFC's loop is trained on; a larger batch's times follow from that many.</param>
internal sealed class TwinStep(TwinModel model, TwinLosses losses, LossSettings settings, int swfcTurns)
{
    private readonly optim.Optimizer adam = optim.Adam(model.parameters(), lr: 1e-4, weight_decay: 1e-5);

    /// <summary>A training step.</summary>
    public Parts Train(ConversationBatch batch)
    {
        var parts = Step(batch, out var z);
        using (z)
        {
            if (z.shape[0] <= swfcTurns) return parts;
            var few = Contrast(z.narrow(0, 0, swfcTurns), batch.Labels.narrow(0, 0, swfcTurns));
            double square = Math.Pow((double)z.shape[0] / swfcTurns, 2);
            return parts with { SwfcForward = few.SwfcForward * square, SwfcBackward = few.SwfcBackward * square };
        }
    }

    /// <summary>The seconds of an evaluation: scores and losses, no gradients.</summary>
    public double Evaluate(ConversationBatch batch) => Watch.Time(() =>
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var scores = model.call(batch);
        _ = Scalars.Value(TwinLosses.SoftHgr(scores.Text!.Features, scores.Audio!.Features, scores.Visual!.Features));
        _ = Scalars.Value(losses.Swfc(scores.Fused, batch.Labels));
        _ = Scalars.Value(nn.functional.cross_entropy(scores.Logits, batch.Labels));
    });

    /// <summary>Total, SWFC, Soft-HGR and cross-entropy of a batch.</summary>
    public double[] Losses(ConversationBatch batch)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var scores = model.call(batch);
        double swfc = Scalars.Value(losses.Swfc(scores.Fused, batch.Labels));
        double hgr = Scalars.Value(TwinLosses.SoftHgr(scores.Text!.Features, scores.Audio!.Features, scores.Visual!.Features));
        double entropy = Scalars.Value(nn.functional.cross_entropy(scores.Logits, batch.Labels));
        return [settings.Swfc * swfc + settings.SoftHgr * hgr + settings.CrossEntropy * entropy, swfc, hgr, entropy];
    }

    // The losses run on copies of the scores, so that each part's gradient has a time of its own; a batch too large for SWFC's loop goes without.
    private Parts Step(ConversationBatch batch, out Tensor z)
    {
        using var scope = NewDisposeScope();
        adam.zero_grad();
        Scores? scores = null;
        double forward = Watch.Time(() => scores = model.call(batch));
        Tensor[] outputs = [.. scores!.Modalities.Select(modality => modality.Features), scores.Fused, scores.Logits];
        Tensor[] copies = [.. outputs.Select(output => output.detach().clone().requires_grad_())];
        double softHgr = Watch.Time(() => Backward(TwinLosses.SoftHgr(copies[0], copies[1], copies[2]), settings.SoftHgr));
        var contrast = new Parts(0, 0, 0, 0, 0, 0);
        if (copies[3].shape[0] <= swfcTurns) contrast = Contrast(copies[3], batch.Labels);
        double backward = Watch.Time(() =>
        {
            Backward(nn.functional.cross_entropy(copies[4], batch.Labels), settings.CrossEntropy);
            var pairs = outputs.Zip(copies).Where(pair => pair.Second.grad is not null);
            pairs.Select(pair => (pair.First * pair.Second.grad!).sum()).Aggregate((sum, term) => sum + term).backward();
        });
        z = copies[3].detach().clone().DetachFromDisposeScope();
        return contrast with { Forward = forward, Backward = backward, SoftHgr = softHgr, Adam = Watch.Time(() => adam.step()) };
    }

    private Parts Contrast(Tensor z, Tensor labels)
    {
        using var scope = NewDisposeScope();
        var leaf = z.is_leaf && z.requires_grad ? z : z.detach().clone().requires_grad_();
        Tensor? loss = null;
        double forward = Watch.Time(() => loss = losses.Swfc(leaf, labels));
        double backward = Watch.Time(() => Backward(loss!, settings.Swfc));
        return new(0, 0, 0, forward, backward, 0);
    }

    // A loss is read back by the reference each time.
    private static void Backward(Tensor loss, double weight)
    {
        _ = Scalars.Value(loss);
        loss.mul(Scalars.Of(weight)).backward();
    }
}
