using MultiEmo.Models.Faces;
using MultiEmo.Models.Faces.Speaking;

namespace MultiEmo.Tests.Models.Faces.Speaking;

/// <summary>The laws of who speaks, on drawn mouths.</summary>
public class ActiveSpeakerTests
{
    private static readonly Func<double, double> Ana = DrawnFaces.Syllables(1), Ben = DrawnFaces.Syllables(2), Still = _ => 0.3;

    [Theory, InlineData(25), InlineData(12.5), InlineData(29.97), InlineData(60)]
    public void The_mouth_that_moves_with_the_voice_speaks_at_any_frame_rate(double rate)
    {
        var faces = new DrawnFaces(Ana, Ben) { Rate = rate };

        Assert.All(faces.Chosen(Ana), place => Assert.Equal(0, place));
        Assert.All(faces.Chosen(Ben), place => Assert.Equal(1, place));
    }

    [Fact]
    public void A_frozen_face_never_wins_over_one_that_follows_the_voice()
    {
        foreach (int seed in Enumerable.Range(10, 12))
        {
            var voice = DrawnFaces.Syllables(seed);
            Assert.All(new DrawnFaces(Still, voice) { Duration = 2 }.Chosen(voice), place => Assert.Equal(1, place));
            Assert.All(new DrawnFaces(voice, Still) { Duration = 2 }.Chosen(voice), place => Assert.Equal(0, place));
        }
    }

    [Fact]
    public void Left_and_right_exchanged_changes_nothing_else()
    {
        var drawn = new DrawnFaces(Ana, Ben, Still).Judge(Ben);
        var mirrored = new DrawnFaces(Ana, Ben, Still) { Mirrored = true }.Judge(Ben);

        Assert.Equal(drawn.Seconds.Select(second => second.Track), mirrored.Seconds.Select(second => second.Track));
        foreach (var (one, other) in drawn.Seconds.Zip(mirrored.Seconds))
            Assert.All(one.Scores, score => Assert.Equal(score.Value, other.Scores[score.Key], 0.01));
    }

    [Fact]
    public void The_order_of_the_faces_decides_nothing()
    {
        int?[] one = new DrawnFaces(Ana, Ben, Still).Chosen(Ana), other = new DrawnFaces(Still, Ben, Ana).Chosen(Ana);
        Assert.Equal(one, other.Select(place => 2 - place));
    }

    [Fact]
    public void Nobody_speaks_in_silence_or_without_a_sound()
    {
        var faces = new DrawnFaces(Ana, Ben);

        Assert.All(faces.Chosen(_ => 0), Assert.Null);
        Assert.All(faces.Chosen(_ => 1e-4), Assert.Null);
        Assert.All(faces.Chosen(null), Assert.Null);
        Assert.Equal("has no sound track", faces.Judge(null).Silence);
        Assert.Null(faces.Judge(null).Speaker);
    }

    [Fact]
    public void Two_still_faces_leave_a_voice_to_nobody() => Assert.All(new DrawnFaces(Still, Still).Chosen(Ana), Assert.Null);

    [Fact]
    public void Who_takes_turns_is_told_from_who_listens()
    {
        var faces = new DrawnFaces(Ana, Ben) { Duration = 12 };
        int?[] chosen = faces.Chosen(time => time < 6 ? Ana(time) : Ben(time));

        int right = chosen.Index().Count(second => second.Item == (second.Index < 6 ? 0 : 1));
        Assert.InRange(right, 11, 12);
    }

    [Fact]
    public void Heads_that_sway_do_not_hide_who_speaks()
    {
        var faces = new DrawnFaces(Ana, Ben) { Sway = time => 8 * Math.Sin(2 * Math.PI * 0.5 * time) };

        Assert.All(faces.Chosen(Ana), place => Assert.Equal(0, place));
        Assert.All(faces.Chosen(Ben), place => Assert.Equal(1, place));
    }

    [Theory, InlineData(-0.08), InlineData(0.16)]
    public void A_sound_beside_its_picture_is_followed_all_the_same(double late)
    {
        Assert.All(new DrawnFaces(Ana, Ben).Chosen(time => Ana(time - late)), place => Assert.Equal(0, place));
        Assert.All(new DrawnFaces(Ana, Ben).Chosen(time => Ben(time - late)), place => Assert.Equal(1, place));
    }

    [Fact]
    public void Of_the_faces_of_a_frame_the_one_that_speaks_is_found_again()
    {
        var judged = new DrawnFaces(Ana, Ben).Judge(Ben);
        Face[] faces = [new(new FaceBox(20, 8, 100, 112), 1, []), new(new FaceBox(140, 12, 220, 108), 1, []), new(new FaceBox(0, 0, 30, 30), 1, [])];

        Assert.Equal([faces[1]], judged.Active(faces, 1.5));
        Assert.Empty(judged.Active([faces[0], faces[2]], 1.5));
        Assert.Empty(new DrawnFaces(Ana, Ben).Judge(null).Active(faces, 1.5));
    }

    [Fact]
    public void A_change_costs_little_and_a_score_by_chance_chooses_nobody()
    {
        Dictionary<int, double> a = new() { [0] = 0.9, [1] = 0.4 }, b = new() { [0] = 0.4, [1] = 0.9 }, odd = new() { [0] = 0.62, [1] = 0.64 };
        var nobody = new Dictionary<int, double> { [0] = SpeakerPath.Floor - 0.2, [1] = 0 };

        Assert.Equal([0, 0, 0, 1, 1], SpeakerPath.Choose([a, odd, a, b, b]));
        Assert.Equal([0, null, null, 1], SpeakerPath.Choose([a, nobody, new Dictionary<int, double>(), b]));
        Assert.Empty(SpeakerPath.Choose([]));
    }

    [Fact]
    public void Choices_are_found_by_their_names()
    {
        Assert.Equal(["all", "active"], SpeakerChoices.Names);
        Assert.All(Enum.GetValues<SpeakerChoice>(), choice => Assert.Equal(choice, SpeakerChoices.Find(choice.Name())));
        Assert.Null(SpeakerChoices.Find("Active"));
        Assert.Null(SpeakerChoices.Find("0"));
    }
}
