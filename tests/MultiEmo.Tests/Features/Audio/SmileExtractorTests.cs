using MultiEmo.Conversations;
using MultiEmo.Features.Audio;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Features.Audio;

public sealed class SmileExtractorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_program_that_hangs_is_ended()
    {
        var program = Program("#!/bin/sh\nsleep 600\n") with { Patience = TimeSpan.FromMilliseconds(300) };

        var fault = Assert.Throws<BadInputException>(() => SmileExtractor.Names(program, TestContext.Current.CancellationToken));

        Assert.Contains("was ended", fault.Problem);
    }

    [Fact]
    public void Work_that_is_stopped_ends_the_program()
    {
        var program = Program("#!/bin/sh\nsleep 600\n");
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        Assert.ThrowsAny<OperationCanceledException>(() => SmileExtractor.Names(program, source.Token));
    }

    [Fact]
    public void A_program_with_more_to_say_than_a_pipe_holds_does_not_hang()
    {
        var program = Program("#!/bin/sh\nhead -c 300000 /dev/zero | tr '\\0' 'x' >&2\nhead -c 300000 /dev/zero\nexit 4\n");

        var fault = Assert.Throws<BadInputException>(() => SmileExtractor.Names(program, TestContext.Current.CancellationToken));

        Assert.Contains("code 4", fault.Problem);
    }

    [Fact]
    public void The_configuration_is_found_above_the_program_as_releases_and_builds_have_it()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "config", "egemaps", "v02"));
        string configuration = Path.Combine(folder.Path, "config", "egemaps", "v02", "eGeMAPSv02.conf");
        File.WriteAllText(configuration, "");
        foreach (string place in new[] { "bin", "build/progsrc/smilextract" })
        {
            string program = Path.Combine(folder.Path, place, "SMILExtract");
            Directory.CreateDirectory(Path.GetDirectoryName(program)!);
            File.WriteAllText(program, "");

            Assert.Equal(new SmileProgram(program, configuration), SmileProgram.Parse(program + ",config=egemaps"));
        }
    }

    private SmileProgram Program(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows runs no shell scripts.");
        string path = Path.Combine(folder.Path, "SMILExtract");
        File.WriteAllText(path, script);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return new SmileProgram(path, path);
    }
}
