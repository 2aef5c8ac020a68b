using System.CommandLine;
using MultiEmo.Cli.Faces;
using MultiEmo.Cli.Terminal;
using MultiEmo.Features.Video;
using MultiEmo.Models.Faces;
using MultiEmo.Models.Faces.Speaking;
using MultiEmo.Storage;
using static TorchSharp.torch;

namespace MultiEmo.Cli.Verbs;

/// <summary>multiemo extract faces: the faces of a video or picture, no corpus needed.</summary>
internal static class ExtractFaces
{
    private const string Needed = "needed", All = "all";

    private static readonly Argument<string> Media = new("FILE") { Description = "A video, or a picture (JPEG, PNG, WebP)." };
    private static readonly Option<string> Output = Options.Output("JSON file to write.");
    private static readonly Option<string> Draw = new("--draw") { Description = "PNG file to write: the frames with boxes and points." };
    private static readonly Option<bool> Vector = new("--vector") { Description = "Add the mean vector of the faces (VisExtNet)." };
    private static readonly Option<string> Network = new("--network")
    {
        Description = "Network of the vector: resnet101, resnet50, vggface2, or a file.",
        DefaultValueFactory = _ => "resnet101",
    };

    private static readonly Option<string?> Folder = Options.Weights();
    private static readonly Option<string> Frames = new("--frames")
    {
        Description = "needed: up to 20, evenly over the video; all: every frame, as the released program looks.",
        DefaultValueFactory = _ => Needed,
    };

    private static readonly Option<SpeakerChoice?> Speaker = Options.Speaker("", "all");
    private static readonly Option<string?> Decoder = Options.Ffmpeg();
    private static readonly Option<string> Device = Options.Device();
    private static readonly Option<int?> Threads = Options.Threads();

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        Frames.AcceptOnlyFromAmong(Needed, All);
        var verb = new Verb("faces", "Finds faces in a video or picture: boxes, landmarks, probabilities, times.", Run,
            "multiemo extract faces clip.mp4 --output faces.json --draw faces.png",
            "multiemo extract faces interview.mp4 --output faces.json --speaker active",
            "multiemo extract faces photo.jpg --output faces.json --vector --network resnet101 --weights models")
        { Media, Output, Draw, Vector, Network, Folder, Frames, Speaker, Decoder, Device, Threads };
        verb.Validators.Add(result =>
        {
            if (result.GetResult(Network) is { Implicit: false } && !result.GetValue(Vector)) result.AddError("--network goes with --vector.");
            if (result.GetValue(Draw) is { } sheet && !sheet.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
                result.AddError($"'{sheet}' is no .png file.");
        });
        return verb;
    }

    private static int Run(ParseResult parsed)
    {
        var device = Computer.Open(parsed.GetRequiredValue(Device), parsed.GetValue(Threads));
        using var interruption = new Interruption("stopping; once more ends it at once.");
        var choice = parsed.GetValue(Frames) == All ? FrameChoice.Released : FrameChoice.Needed;
        var media = SeenMedia.Open(parsed.GetRequiredValue(Media), choice, parsed.GetValue(Decoder), interruption.Token);
        return parsed.GetValue(Vector)
            ? WithVector(parsed, media, choice, device, interruption.Token)
            : Boxes(parsed, media, device, interruption.Token);
    }

    private static int Boxes(ParseResult parsed, SeenMedia media, Device device, CancellationToken stop)
    {
        using var detector = FaceDetector.Load(parsed.GetValue(Folder), device);
        return Search(parsed, media, detector, null, device, stop);
    }

    private static int WithVector(ParseResult parsed, SeenMedia media, FrameChoice choice, Device device, CancellationToken stop)
    {
        using var network = VisExtNet.Load(parsed.GetRequiredValue(Network), parsed.GetValue(Folder), choice, device);
        return Search(parsed, media, network.Detector, network, device, stop);
    }

    private static int Search(
        ParseResult parsed, SeenMedia media, FaceDetector detector, VisExtNet? network, Device device, CancellationToken stop)
    {
        var choice = parsed.GetValue(Speaker) ?? SpeakerChoice.All;
        using var speaker = choice == SpeakerChoice.Active && media.Moves ? Active(parsed, device) : null;
        var search = new FaceSearch(media, detector, network) { Choice = choice, Speaker = speaker };
        string path = parsed.GetRequiredValue(Media), output = parsed.GetRequiredValue(Output);
        using var sheet = new ContactSheet(media.Places.Count);
        using var view = new FrameView(media.Places.Count);
        search.Run((frame, faces) =>
        {
            if (parsed.GetValue(Draw) is not null) sheet.Add(frame, faces);
            view.Seen();
        }, stop);
        if (search.Chosen?.Note is { } note) Screen.Note($"{path}: {note}.");
        if (media.Fault is { } fault) Screen.Note($"{path}: {fault}; {search.Seen.Count} of {media.Places.Count} frames were looked at.");
        Json.Write(output, FaceJson.Of(path, media, search, parsed.GetValue(Vector) ? parsed.GetValue(Network) : null));
        if (parsed.GetValue(Draw) is { } drawing) sheet.Write(drawing);
        Tell(output, search);
        return 0;
    }

    private static ActiveSpeaker Active(ParseResult parsed, Device device) =>
        ActiveSpeaker.Load(parsed.GetValue(Folder), Ffmpeg.Find(parsed.GetValue(Decoder)), device);

    private static void Tell(string output, FaceSearch search)
    {
        int frames = search.Seen.Count, faces = search.Seen.Sum(frame => frame.Faces.Count);
        int with = search.Seen.Count(frame => frame.Faces.Count > 0);
        Screen.Line($"{output}: {faces} {(faces == 1 ? "face" : "faces")}, in {with} of {frames} {(frames == 1 ? "frame" : "frames")}");
    }
}
