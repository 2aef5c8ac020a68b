using MultiEmo.Models.Text;
using MultiEmo.Tests.Support;
using MultiEmo.Training;
using MultiEmo.Training.Text;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Training.Text;

/// <summary>Steps, batches, learning rates and decay, each by its law.</summary>
[Collection(TorchTests.Name)]
public class TextStepsTests
{
    [Theory, InlineData(1, 0.2), InlineData(10, 0.2), InlineData(97, 0.1), InlineData(40, 0), InlineData(3, 0.9)]
    public void The_rate_rises_to_its_height_and_falls_in_a_line(int steps, double share)
    {
        var schedule = new WarmUpSchedule(2, steps, share);
        double[] rates = [.. Enumerable.Range(0, steps).Select(schedule.Rate)];
        int rising = (int)Math.Round(share * steps);

        Assert.All(rates, rate => Assert.InRange(rate, 1e-9, 2));
        for (int step = 0; step < rising; step++) Assert.Equal(2.0 / rising, rates[step] - (step == 0 ? 0 : rates[step - 1]), 12);
        if (rising < steps) Assert.Equal(2, rates[rising], 12);
        for (int step = rising + 1; step < steps; step++) Assert.Equal(2.0 / (steps - rising), rates[step - 1] - rates[step], 12);
    }

    [Fact]
    public void Every_utterance_is_in_one_part_of_one_step_and_within_the_budget()
    {
        using var tiny = new TinyText();
        var data = tiny.Data(also: true);
        var chance = new Random(1);
        int[] lengths = [.. data.Examples.Select(_ => chance.Next(3, 40))];
        var settings = TinyText.Recipe.Training with { Batch = 5, Tokens = 60 };
        var steps = TextSteps.Of(data, lengths, settings, new Random(4));
        var parts = steps.SelectMany(step => step.Parts).ToArray();

        Assert.Equal(TextSteps.Count(data, settings), steps.Count);
        Assert.Equal(2, data.Heads.Count);
        Assert.Equal(Enumerable.Range(0, data.Train.Count), parts.SelectMany(part => part).Order());
        Assert.All(steps, step => Assert.InRange(step.Count, 1, 5));
        Assert.All(parts, part => Assert.True(part.Length == 1 || part.Length * lengths[part[0]] <= 60));
        Assert.All(parts, part => Assert.Equal(part.Max(example => lengths[example]), lengths[part[0]]));
    }

    [Theory, InlineData(2000), InlineData(100), InlineData(30), InlineData(1)]
    public void Batches_by_length_hold_every_input_once_and_pad_little(int count)
    {
        var chance = new Random(1);
        int[] lengths = [.. Enumerable.Range(0, count).Select(_ => chance.Next(3, 120))];
        int[][] batches = [.. LengthBatches.Of(Enumerable.Range(0, count), lengths, 2048)];

        Assert.Equal(Enumerable.Range(0, count), batches.SelectMany(batch => batch).Order());
        Assert.All(batches, batch => Assert.Equal(lengths[batch[0]], batch.Max(input => lengths[input])));
        Assert.All(batches, batch => Assert.InRange(batch.Length * lengths[batch[0]], 1, 2048));
        int Padding(int[] batch) => batch.Sum(input => lengths[batch[0]] - lengths[input]);
        Assert.All(batches, batch => Assert.True(batch.Length * lengths[batch[0]] is var whole && (whole <= 512 || 8 * Padding(batch) <= whole)));
        if (count == 2000) Assert.InRange(batches.Sum(Padding), 0, 0.05 * lengths.Sum());
    }

    [Fact]
    public void An_input_beyond_the_budget_is_a_batch_of_its_own() =>
        Assert.Equal([[1], [2], [0]], LengthBatches.Of([0, 1, 2], [5, 50, 20], 10));

    [Fact]
    public void Decoupled_decay_is_that_of_AdamW_and_spares_what_has_one_dimension()
    {
        using var scope = NewDisposeScope();
        Seeds.Start(3);
        using TorchSharp.Modules.Linear own = nn.Linear(4, 3), judge = nn.Linear(4, 3);
        judge.load_state_dict(own.state_dict());
        var decay = new WeightDecay(0.1) { Decoupled = true, MatricesAlone = true };
        using var adam = new Adam([.. own.named_parameters()], 0.01, decay);
        var weight = optim.AdamW([judge.weight!], 0.01, weight_decay: 0.1);
        var bias = optim.AdamW([judge.bias!], 0.01, weight_decay: 0);
        for (int step = 0; step < 20; step++)
        {
            var input = rand(5, 4);
            own.call(input).square().sum().backward();
            judge.call(input).square().sum().backward();
            adam.Step();
            weight.step();
            bias.step();
            adam.ZeroGradients();
            judge.zero_grad();
        }

        Models.Tiny.Near(Models.Tiny.Values(judge.weight!), Models.Tiny.Values(own.weight!), 1e-6);
        Models.Tiny.Near(Models.Tiny.Values(judge.bias!), Models.Tiny.Values(own.bias!), 1e-6);
    }
}
