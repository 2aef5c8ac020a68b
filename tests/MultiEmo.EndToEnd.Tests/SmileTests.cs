using System.Globalization;
using MultiEmo.Audio;
using MultiEmo.EndToEnd.Tests.Support;
using MultiEmo.Storage;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>A user's SMILExtract, played by a shell script that the test writes.</summary>
public sealed class SmileTests : IDisposable
{
    // Writes three values, of which one has no exact decimals and one is the sound's size, as HTK does: big-endian, behind a head of twelve bytes.
    private const string Working = """
        #!/bin/sh
        while [ $# -gt 0 ]; do
          case "$1" in
            -C) configuration="$2" ;; -I) sound="$2" ;; -htkoutput) htk="$2" ;; -csvoutput) csv="$2" ;;
          esac
          shift 2
        done
        test -f "$configuration" || exit 3
        head -c 4 "$sound" | grep -q RIFF || { echo "(ERR) [1] cWaveSource: failed reading wave header" >&2; exit 255; }
        echo "name;one;two;size" > "$csv"
        size=$(wc -c < "$sound")
        { printf '\000\000\000\001\000\001\206\240\000\014\000\011'
          printf '\076\252\252\253\277\200\000\000'
          printf "$(printf '\\%03o\\%03o\\%03o\\%03o' 75 $((size / 65536)) $((size / 256 % 256)) $((size % 256)))"
        } > "$htk"
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Its_values_are_taken_to_the_bit_and_its_names_are_kept()
    {
        Prepare(Working);

        var outcome = Extract("opensmile:smile/bin/SMILExtract", "--jobs", "2").Succeeded();

        Assert.Contains("audio features 'ComParE_2016' (opensmile): 3 values a turn", outcome.Out);
        var corpus = PreparedCorpus.Load(folder.File("corpus"));
        var fitted = Safetensors.Read(corpus.FeaturePath("ComParE_2016", "fitted.safetensors"));
        Assert.Equal("""["one","two","size"]""", fitted.Metadata["names"]);
        double[] mean = fitted.Require("mean").As<double>().ToArray();
        Assert.Equal((1f / 3, -1f), ((float)mean[0], (float)mean[1]));
        int[] sizes = [.. Enumerable.Range(0, 4).Select(turn => (int)new FileInfo(Sounds.Files[turn]).Length)];
        Assert.Equal(sizes.Average(size => (double)Sized(size)), mean[2], 1e-9);
        Assert.Equal(["configuration", "fitted_on", "sha256:configuration", "sha256:program"], corpus.Features[0].Settings.Keys.Order());
    }

    [Fact]
    public void Another_configuration_is_named_and_a_stretch_of_a_sound_is_cut_out()
    {
        Prepare(Working, times: true);
        folder.Write("my own.conf", "");

        Extract("opensmile:smile/bin/SMILExtract,config=my own.conf", "--name", "own").Succeeded();

        var corpus = PreparedCorpus.Load(folder.File("corpus"));
        var sound = Waveform.Read(Sounds.Files[0]);
        double mean = Safetensors.Read(corpus.FeaturePath("own", "fitted.safetensors")).Require("mean").As<double>()[2];
        int[] cuts = [.. new[] { 0, 0.1, 0.2, 0.3, 0.4 }.Select(time => (int)Math.Round(time * sound.SampleRate))];
        Assert.Equal(cuts[1..].Zip(cuts, (end, start) => (double)Sized(44 + (4 * (end - start)))).Average(), mean, 1e-9);
        Assert.Equal("my own.conf", corpus.Features[0].Settings["configuration"]);
    }

    [Fact]
    public void A_sound_that_it_refuses_is_a_row_with_what_it_said()
    {
        Prepare(Working.Replace("head -c 4", "case \"$sound\" in */002.wav) echo 'bad pitch' >&2; exit 9;; esac; head -c 4"));

        Extract("opensmile:smile/bin/SMILExtract").Succeeded();

        string row = Assert.Single(File.ReadAllLines(folder.File("corpus", "features", "ComParE_2016.report.csv")).Skip(1));
        Assert.StartsWith("c0,2,002.wav,failed,SMILExtract ended with code 9: bad pitch,", row);
    }

    [Theory]
    [InlineData("#!/bin/sh\necho 'no licence' >&2\nexit 7\n", "ended with code 7: no licence")]
    [InlineData("#!/bin/sh\nexit 0\n", "gave no values")]
    [InlineData("no program at all", "SMILExtract")]
    public void A_program_that_does_not_work_is_told_before_the_work_begins(string script, string told)
    {
        Prepare(script);
        Extract("opensmile:smile/bin/SMILExtract").Failed(1, told);
        Assert.False(Directory.Exists(folder.File("corpus", "features", "ComParE_2016.partial")));
    }

    [Fact]
    public void Program_and_configuration_that_are_not_there_are_told()
    {
        Prepare(Working);
        Directory.Delete(folder.File("smile", "config"), recursive: true);

        Extract("opensmile:nowhere/SMILExtract").Failed(1, "nowhere/SMILExtract", "no such program");
        Extract("opensmile:smile/bin/SMILExtract").Failed(1, "config/compare16/ComParE_2016.conf", "config=FILE");
        Extract("opensmile:smile/bin/SMILExtract,config=none.conf").Failed(1, "none.conf", "no such configuration");
    }

    private Outcome Extract(string audio, params string[] more) =>
        Tool.Run(folder.Path, ["extract", "corpus", "--audio", audio, "--media", "media", .. more]);

    // What the script writes of a size: a float with its three last bytes.
    private static float Sized(int size) => BitConverter.Int32BitsToSingle((75 << 24) | size);

    private void Prepare(string script, bool times = false)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows runs no shell scripts.");
        string program = folder.Write("smile/bin/SMILExtract", script);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        folder.Write("smile/config/compare16/ComParE_2016.conf", "");
        Sounds.Copy(folder.File("media"), 4);
        var rows = Enumerable.Range(0, 4).Select(turn => string.Create(CultureInfo.InvariantCulture,
            $"c0,{turn},Ana,Hello,{(turn % 2 == 0 ? "joy" : "anger")},{(times ? 0 : turn):000}.wav,train,{turn / 10.0},{(turn + 1) / 10.0}\n"));
        folder.Write("turns.csv", "conversation,turn,speaker,text,emotion,media,split,start,end\n" + string.Concat(rows));
        Tool.Run(folder.Path, "prepare", "table", "--source", "turns.csv", "--labels", "joy,anger", "--output", "corpus").Succeeded();
    }
}
