using MultiEmo.Cli.Benchmarking;
using MultiEmo.Models.Losses;
using MultiEmo.Storage;

namespace MultiEmo.Tests.Cli.Benchmarking;

/// <summary>Operations of a batch, beside a walk through the equations that counts every multiplication.</summary>
public class OperationsTests
{
    private static readonly LossSettings Loss = new();
    private static readonly Architecture Meld = new()
    {
        Labels = ["a", "b", "c"],
        Text = 5,
        Audio = 3,
        Visual = 4,
        Width = 2,
        Hidden = 7,
        Heads = 1,
        Layers = 2,
        Classifier = 6,
    };

    private static readonly Architecture Iemocap = Meld with { Bidirectional = true, TextContext = true };

    public static TheoryData<string, int[]> Cases => new()
    {
        { "meld", [1] }, { "meld", [3, 1, 4] }, { "iemocap", [1] }, { "iemocap", [3, 1, 4] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_batch_costs_what_a_walk_through_the_equations_counts(string name, int[] lengths)
    {
        var architecture = name == "meld" ? Meld : Iemocap;
        var walk = new Walk(architecture);
        foreach (int length in lengths) walk.Conversation(length);
        double forward = 2 * walk.Count;
        walk.Losses(lengths.Sum());

        var operations = new Operations(architecture, Loss);
        Assert.Equal(forward, operations.Forward(lengths));
        Assert.Equal(2 * walk.Count, operations.Evaluation(lengths));
        Assert.Equal(2 * walk.Count + 2 * walk.Gradient, operations.Step(lengths));
    }

    [Fact]
    public void One_turn_of_a_small_network_is_counted_by_hand()
    {
        // x: 12 inputs of 2. Two recurrences: gates of 6 from 4 + 2, from 4 + 2 and from 2 + 2, twice 2 for the attention. Six layers with twice
        // four 2 x 2 and the hidden 7. z: 6 x 2. Classifier: 2 x 6 and 6 x 3. One pair of turns, in six layers with two partners: 2 and 2.
        int expected = 24 + 2 * (36 + 36 + 24 + 4) + 6 * (2 * 16 + 28) + 12 + 12 + 18 + 6 * 2 * 4;

        Assert.Equal(2 * expected, new Operations(Meld, Loss).Forward([1]));
    }

    [Fact]
    public void A_loss_of_no_weight_and_a_fusion_that_does_not_run_cost_nothing()
    {
        var operations = new Operations(Meld with { MultiAttn = false }, Loss with { Swfc = 0, SoftHgr = 0 });

        Assert.Equal(0, operations.Losses(10));
        Assert.Equal(2 * (24 + 2 * 100 + 12 + 12 + 18), operations.Forward([1]));
    }

    // Multiplications are counted one by one; those that gradients take, by the products they belong to.
    private sealed class Walk(Architecture architecture)
    {
        private readonly int width = architecture.Width;

        public long Count { get; private set; }

        public long Gradient { get; private set; }

        public void Conversation(int length)
        {
            foreach (var modality in architecture.Modalities)
            {
                Product(length, architecture.WidthOf(modality)!.Value, width, inputs: false);
                if (architecture.HasContext(modality)) Context(length);
                for (int layer = 0; layer < architecture.Layers; layer++) Layer(length);
            }
            Product(length, 3 * width, width);
            Product(length, width, architecture.Classifier);
            Product(length, architecture.Classifier, architecture.Classes);
        }

        public void Losses(int turns)
        {
            Product(turns, width, turns);
            for (int pair = 0; pair < 3; pair++)
            {
                Product(width, turns, width);
                for (int turn = 0; turn < turns; turn++) Product(1, width, 1);
            }
        }

        private void Context(int length)
        {
            for (int t = 0; t < length; t++)
                for (int direction = 0; direction < (architecture.Bidirectional ? 2 : 1); direction++) Step();
            if (architecture.Bidirectional) Product(length, 2 * width, width);
        }

        private void Step()
        {
            foreach (int inputs in new[] { 2 * width, 2 * width, width })
            {
                Product(1, inputs, 3 * width);
                Product(1, width, 3 * width);
            }
            Product(1, width, 1);
            Product(1, 1, width);
        }

        private void Layer(int length)
        {
            for (int partner = 0; partner < 2; partner++)
            {
                for (int part = 0; part < 4; part++) Product(length, width, width);
                Product(length, width, length);
                Product(length, length, width);
            }
            Product(length, width, architecture.Hidden);
            Product(length, architecture.Hidden, width);
        }

        private void Product(int rows, int inner, int columns, bool inputs = true)
        {
            for (int row = 0; row < rows; row++)
                for (int column = 0; column < columns; column++)
                    for (int i = 0; i < inner; i++)
                    {
                        Count++;
                        Gradient += inputs ? 2 : 1;
                    }
        }
    }
}
