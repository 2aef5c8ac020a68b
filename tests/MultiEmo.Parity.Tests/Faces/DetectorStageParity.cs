using MultiEmo.Models.Faces;
using MultiEmo.Models.Faces.Mtcnn;
using MultiEmo.Storage;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Parity.Tests.Faces;

/// <summary>What each stage of the detector passes on equals facenet-pytorch's, box by box, in its order.</summary>
public class DetectorStageParity
{
    private const double Pixels = 2e-3, Layer = 1e-4;
    private readonly MtcnnSet set = new();
    private readonly MtcnnSettings settings = new();

    public DetectorStageParity() => set_num_threads(1);

    [Fact]
    public void Scales_candidates_and_what_overlaps_leave_equal_the_reference_on_every_picture()
    {
        var proposals = new Proposals(set.Network(new ProposalNetwork(), "pnet"), settings, CPU);
        string[] names = [.. set.With("pnet_scales")];
        Assert.NotEmpty(names);
        foreach (string name in names)
        {
            using var scope = NewDisposeScope();
            var picture = new AreaSums(set.Frame(name));
            double[] scales = [.. Pyramid.Scales(picture.Width, picture.Height, settings)];
            var candidates = scales.Select(scale => proposals.Candidates(picture, scale)).ToArray();
            var kept = candidates.Select(each => Overlaps.WithoutUnions(each, 0.5f)).ToArray();

            Close.Absolute(Stage(name, "pnet_scales"), tensor(scales), 1e-15, $"scales of {name}");
            Assert.Equal(Counts(name, "pnet_candidates_per_scale").AsEnumerable(), candidates.Select(each => (long)each.Count));
            Assert.Equal(Counts(name, "pnet_nms_keep_per_scale").AsEnumerable(), kept.Select(each => (long)each.Count));
            Assert.Equal(Counts(name, "pnet_after_all_nms_count").AsEnumerable(), [(long)proposals.Find(picture).Count]);
            if (!Has(name, "pnet_all_candidates")) continue;
            var rows = MtcnnSet.Rows([.. candidates.SelectMany(each => each)]);
            Close.Absolute(Stage(name, "pnet_all_candidates"), rows, Layer, $"candidates of {name}");
        }
    }

    [Fact]
    public void Boxes_scores_and_shifts_of_every_stage_equal_the_reference()
    {
        using var detector = set.Detector();
        var proposals = new Proposals(set.Network(new ProposalNetwork(), "pnet"), settings, CPU);
        var (refinement, output) = (set.Network(new RefinementNetwork(), "rnet"), set.Network(new OutputNetwork(), "onet"));
        using var untracked = no_grad();
        string[] names = [.. set.With("rnet_reg")];
        Assert.NotEmpty(names);
        foreach (string name in names)
        {
            using var scope = NewDisposeScope();
            var picture = new AreaSums(set.Frame(name));
            var proposed = proposals.Find(picture);
            Boxes(name, "stage1_boxes_before_square", proposed);
            Scores(name, "rnet", Judgement.Of(refinement, picture, proposed.Select(BoxMoves.Squared), 24, CPU));

            var refined = detector.Refine(picture, proposed.Select(BoxMoves.Squared));
            Boxes(name, "stage2_boxes_before_regression", refined.Select(each => each.Box));
            Close.Absolute(Stage(name, "stage2_reg"), Shifts(refined), Layer, $"shifts of {name}");
            FaceBox[] moved = [.. refined.Select(BoxMoves.ShiftedByPixels)];
            Boxes(name, "stage2_boxes_before_square", moved);

            var judged = Judgement.Of(output, picture, moved.Select(BoxMoves.Squared), 48, CPU);
            Scores(name, "onet", judged);
            float[] points = [.. judged.Points.SelectMany(each => each)];
            Close.Absolute(Stage(name, "onet_landmarks_rel"), tensor(points, [judged.Points.Count, 10]), Layer, $"points of {name}");
            Boxes(name, "stage3_boxes_before_regression", judged.Candidates.Where(each => each.Score > settings.Found).Select(each => each.Box));
        }
    }

    private void Scores(string name, string network, Judgement judged)
    {
        Close.Absolute(Stage(name, $"{network}_reg"), Shifts(judged.Candidates), Layer, $"{network}'s shifts in {name}");
        var scores = Models.Checkpoint.Restore(Stage(name, $"{network}_prob")).select(1, 1);
        Assert.Equal(scores.shape[0], judged.Candidates.Count);
        var difference = (scores - tensor(judged.Candidates.Select(each => each.Score).ToArray())).abs().max().item<float>();
        Assert.True(difference <= 1e-5, $"{network}'s probabilities in {name} differ by {difference:g3}");
    }

    // The fifth column is the score.
    private void Boxes(string name, string stage, IEnumerable<FaceBox> boxes)
    {
        var expected = Models.Checkpoint.Restore(Stage(name, stage)).narrow(1, 0, 4).contiguous();
        float[] values = MtcnnSet.Boxes(boxes);
        Close.Absolute(Models.Checkpoint.Store(expected), tensor(values, [values.Length / 4, 4]), Pixels, $"{stage} of {name}");
    }

    private static Tensor Shifts(IReadOnlyList<Candidate> candidates) =>
        tensor(MtcnnSet.Boxes(candidates.Select(each => each.Shift)), [candidates.Count, 4]);

    private bool Has(string name, string stage) => set.Results.ContainsKey($"{name}/stages/{stage}");

    private StoredTensor Stage(string name, string stage) => set.Results[$"{name}/stages/{stage}"];

    private long[] Counts(string name, string stage) => Stage(name, stage).As<long>().ToArray();
}
