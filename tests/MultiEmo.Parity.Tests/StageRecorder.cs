using MultiEmo.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Parity.Tests;

/// <summary>Runs a model once and keeps the output of every module under the reference program's stage names.</summary>
public sealed class StageRecorder(MultiEmoModel model, ConversationBatch batch)
{
    private readonly Dictionary<string, Tensor> stages = [];

    public IReadOnlyDictionary<string, Tensor> Record()
    {
        foreach (var (name, module) in model.named_modules()) Hook(name, module);
        var scores = model.call(batch);
        (stages["out.fused_text"], stages["out.fused_audio"]) = (scores.Text!.Features, scores.Audio!.Features);
        (stages["out.fused_visual"], stages["out.fc_outputs"], stages["out.mlp_outputs"]) = (scores.Visual!.Features, scores.Fused, scores.Logits);
        stages["mlp.relu"] = stages["mlp.linear_1"].relu();
        return stages;
    }

    private void Hook(string name, nn.Module module)
    {
        switch (module)
        {
            case Linear linear:
                linear.register_forward_hook((_, _, output) => Keep(name, output));
                break;
            case ContextModel context:
                context.register_forward_hook((_, _, _, output) => Keep(name, output));
                break;
            case DialogueRnn recurrence:
                recurrence.register_forward_hook((_, _, turns, _, states) => KeepStates(name, recurrence, turns, states));
                break;
            case MultiHeadAttention attention:
                attention.register_forward_hook((_, query, partner, mask, output) => KeepHeads(name, attention, query, partner, mask, output));
                break;
            case AddNorm norm:
                norm.register_forward_hook((_, _, _, output) => Keep(name, output));
                break;
            case MultiAttnLayer layer:
                layer.register_forward_hook((_, _, _, _, output) => Keep(name, output));
                break;
            case MultiAttnStack stack:
                stack.register_forward_hook((_, _, _, _, output) => Keep(name, output));
                break;
            case Feedforward feedforward:
                feedforward.register_forward_hook((_, _, output) => Keep(name, output));
                break;
            case Classifier classifier:
                classifier.register_forward_hook((_, _, output) => Keep(name, output));
                break;
        }
    }

    private Tensor Keep(string name, Tensor output)
    {
        stages[name] = output.detach().clone().DetachFromDisposeScope();
        return output;
    }

    private Tensor KeepHeads(string name, MultiHeadAttention attention, Tensor query, Tensor partner, KeyMask? mask, Tensor output)
    {
        var heads = attention.Heads(query, partner, mask);                                           // (B, H, T, D/H)
        for (int head = 0; head < heads.shape[1]; head++) Keep($"{name}.attention_heads.{head}", heads.select(1, head));
        return Keep(name, output);
    }

    private DialogueStates KeepStates(string name, DialogueRnn recurrence, TurnOrder turns, DialogueStates states)
    {
        Keep($"{name}.e", states.Emotion);
        Keep($"{name}.dialogue_cell.g_per_step", states.Global);
        Keep($"{name}.dialogue_cell.e_per_step", states.Emotion);
        Keep($"{name}.dialogue_cell.q_per_step", AllParties(turns, states.Party));
        var weight = recurrence.named_parameters().Single(pair => pair.name == "dialogue_cell.attention.scalar.weight").parameter;
        Keep($"{name}.alpha", ContextAttention(states.Global, weight));
        return states;
    }

    // The reference keeps the states of all parties after every turn: a speaker's changes, the others' stay.
    private static Tensor AllParties(TurnOrder turns, Tensor party)
    {
        var parties = zeros([party.shape[1], turns.Parties, party.shape[2]], party.dtype);           // (B, P, D)
        var steps = new List<Tensor>();
        for (int t = 0; t < party.shape[0]; t++)
        {
            parties = parties.scatter(1, turns.Speaker[t], party[t].unsqueeze(1));
            steps.Add(parties);
        }
        return stack(steps);                                                                         // (T, B, P, D)
    }

    // The slow form of the context attention: a softmax over the states so far at every turn; (T-1, B, T-1), zero-filled.
    private static Tensor ContextAttention(Tensor global, Tensor weight)
    {
        long turns = global.shape[0];
        var alpha = zeros([turns - 1, global.shape[1], turns - 1], global.dtype);
        var scores = nn.functional.linear(global, weight).squeeze(-1);                               // (T, B)
        for (long t = 0; t < turns - 1; t++)
            alpha[t].narrow(1, 0, t + 1).copy_(scores.narrow(0, 0, t + 1).softmax(0).t());
        return alpha;
    }
}
