using MultiEmo.Conversations;
using MultiEmo.Storage;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Storage;

public class AtomicFileTests
{
    [Fact]
    public void A_failed_write_leaves_the_older_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "file.txt");
        AtomicFile.WriteText(path, "older");

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException();
        }));

        Assert.Equal("older", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void What_a_kill_left_behind_is_written_over()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "sub", "file.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path + ".tmp", "half of it, and longer than the whole");

        AtomicFile.WriteText(path, "é");

        Assert.Equal([0xC3, 0xA9], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void A_full_disk_is_named_as_such()
    {
        const string full = "/dev/full";
        Assert.SkipUnless(File.Exists(full), "/dev/full is not here");
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "file.txt");

        var fault = Assert.Throws<BadInputException>(() => AtomicFile.Write(path, _ =>
        {
            using var stream = new FileStream(full, FileMode.Open, FileAccess.Write);
            stream.Write(new byte[10]);
            stream.Flush(flushToDisk: true);
        }));

        Assert.Contains("the disk is full; free some space", fault.Message);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_path_that_cannot_be_written_is_an_error_with_a_remedy()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, "");

        Assert.Contains("choose another folder", Assert.Throws<BadInputException>(() => AtomicFile.WriteText(Path.Combine(file, "inside.txt"),
            "")).Message);
        Assert.Throws<BadInputException>(() => AtomicFile.WriteText(folder.Path, ""));
    }
}
