#:project ../src/MultiEmo.Models/MultiEmo.Models.csproj
#:property PublishAot=false
#:property NoWarn=CS1591;IDE0005;RS0030
// In how many seconds the face of the voice is chosen, of clips of one talking person each put side by side, every pair, with the voice of either,
// the other one moving or a still picture; plain or changed in ways that recordings differ in:
// dotnet run -c Release benchmarks/speakers.cs -- WEIGHTS CLIP CLIP [CLIP ...] [--changed]
// WEIGHTS holds mtcnn/*.pt; ffmpeg is on the PATH. With --changed: sizes, rates, sound beside its picture, a camera that moves, short clips.
using System.Diagnostics;
using System.Globalization;
using MultiEmo.Features.Video;
using MultiEmo.Models.Faces.Speaking;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
TorchSharp.torch.set_num_threads(1);
string[] clips = [.. args.Skip(1).Where(arg => arg != "--changed")];
Change plain = new("plain");
Change[] changes = !args.Contains("--changed") ? [plain] :
[
    new("15 frames a second", Filter: "fps=15"), new("12.5 frames a second", Filter: "fps=12.5"), new("30 frames a second", Filter: "fps=30"),
    new("half the size", Filter: "scale=iw/2:-2"), new("dark", Filter: "eq=brightness=-0.25:contrast=0.6"),
    new("grainy", Filter: "noise=alls=12:allf=t"),
    new("camera sways", Filter: "scale=860:344,crop=720:288:x='70+30*sin(4.4*t)':y='28+12*sin(6.9*t)'"),
    new("camera turns", Filter: "rotate=0.12*sin(5*t)"), new("sound 80 ms late", Sound: "adelay=80:all=1"),
    new("sound 80 ms early", Sound: "atrim=start=0.08,asetpts=PTS-STARTPTS"), new("quiet sound", Sound: "volume=0.05"),
    new("first 2 s", Length: 2), new("2 s from 0.9 s", Start: 0.9, Length: 2),
    new("1.5 s from 0.7 s", Start: 0.7, Length: 1.5), new("1 s from 0.8 s", Start: 0.8, Length: 1),
];
var ffmpeg = Ffmpeg.Find();
using var speaker = ActiveSpeaker.Load(args[0], ffmpeg);
string folder = Directory.CreateTempSubdirectory("multiemo-speakers-").FullName;
foreach (var change in changes)
{
    int right = 0, seconds = 0;
    foreach (string voice in clips)
    {
        foreach (string other in clips.Where(clip => clip != voice))
        {
            foreach (bool frozen in change == plain ? new[] { false, true } : [false])
            {
                var one = Measure(voice, other, frozen, change);
                (right, seconds) = (right + one.Right, seconds + one.Seconds);
                string who = $"{Name(voice)} | {Name(other)}{(frozen ? ", frozen" : "")}";
                if (change == plain) Console.WriteLine($"| {who} | {one.Right} of {one.Seconds} |");
            }
        }
    }
    Console.WriteLine($"| {change.Name} | all | {right} of {seconds} |");
}
Directory.Delete(folder, recursive: true);

static string Name(string path) => Path.GetFileNameWithoutExtension(path);

// Whoever comes first by name is at the left.
Measured Measure(string voice, string other, bool frozen, Change change)
{
    bool first = string.CompareOrdinal(voice, other) < 0;
    string path = Path.Combine(folder, "pair.mp4");
    string still = frozen ? "trim=start_frame=30:end_frame=31,loop=loop=74:size=1,setpts=N/25/TB," : "";
    string video = $"[0:v]fps=25,scale=360:288[v];[1:v]fps=25,{still}scale=360:288[o];{(first ? "[v][o]" : "[o][v]")}hstack=shortest=1,"
        + $"trim=start={change.Start}:duration={change.Length},setpts=PTS-STARTPTS,{change.Filter}[p]";
    string sound = $"[0:a]atrim=start={change.Start}:duration={change.Length},asetpts=PTS-STARTPTS,{change.Sound}[s]";
    using var process = Process.Start(ffmpeg.Program, ["-v", "error", "-nostdin", "-y", "-i", voice, "-i", other, "-filter_complex",
        $"{video};{sound}", "-map", "[p]", "-map", "[s]", "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-c:a", "aac", path]);
    process.WaitForExit();
    var film = VideoFrames.Open(path, ffmpeg);
    var found = speaker.Follow(film);
    bool Correct(SpokenSecond second) => second.Track is { } track
        && found.Tracks[track].BoxAt((second.Start + second.End) / 2) is { } box
        && box.Left + box.Right < film.Info.Picture!.Width == first;
    SpokenSecond[] seconds = [.. found.Seconds.Where(second => second.End - second.Start > 0.4)];
    return new Measured(seconds.Count(Correct), seconds.Length);
}

internal sealed record Change(string Name, string Filter = "null", string Sound = "anull", double Start = 0, double Length = 3);

internal sealed record Measured(int Right, int Seconds);
