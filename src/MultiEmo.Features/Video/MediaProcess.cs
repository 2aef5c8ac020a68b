using System.ComponentModel;
using System.Diagnostics;
using MultiEmo.Conversations;

namespace MultiEmo.Features.Video;

/// <summary>ffmpeg or ffprobe at work on one file, without standard input: it ends when it hangs, when the work is stopped, or with this.</summary>
internal sealed class MediaProcess : IDisposable
{
    private readonly Process process;
    private readonly string path;
    private readonly TimeSpan patience;
    private readonly CancellationToken stop;
    private readonly CancellationTokenRegistration stopping;
    private readonly Timer watch;
    private readonly Task log;
    private volatile bool waiting, hung;

    /// <summary>Starts the program.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Each as one, never split.</param>
    /// <param name="path">The media file, for messages.</param>
    /// <param name="patience">How long it may be silent.</param>
    /// <param name="said">Told, on another thread, of each line of its standard error.</param>
    /// <param name="silent">Told, on that thread too, when nothing more is said.</param>
    /// <param name="stop">Ends it early.</param>
    /// <exception cref="BadInputException">It cannot be started.</exception>
    public MediaProcess(
        string program, IEnumerable<string> arguments, string path, TimeSpan patience, Action<string> said, Action silent, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        (this.path, this.patience, this.stop) = (path, patience, stop);
        process = Start(program, arguments);
        watch = new Timer(_ => EndHanging());
        log = Task.Factory.StartNew(() => Follow(said, silent), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        stopping = stop.Register(End);
    }

    /// <summary>Reads what it writes, to the end of the buffer or of its output.</summary>
    /// <returns>The bytes there were.</returns>
    /// <exception cref="BadInputException">It hung and was ended.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public int Read(Span<byte> buffer)
    {
        int count = 0;
        Await(true);
        for (int read; count < buffer.Length && (read = process.StandardOutput.BaseStream.Read(buffer[count..])) > 0; count += read) Await(true);
        Await(false);
        if (count < buffer.Length) CheckEnd();
        return count;
    }

    /// <summary>Waits for the end and returns the exit code; what it says is all told then.</summary>
    /// <exception cref="BadInputException">It hung and was ended.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public int Wait()
    {
        Await(true);
        process.WaitForExit();
        log.Wait(CancellationToken.None);
        Await(false);
        CheckEnd();
        return process.ExitCode;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stopping.Dispose();
        End();
        process.WaitForExit();
        log.Wait(CancellationToken.None);
        watch.Dispose();
        process.Dispose();
    }

    private static Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception fault)
        {
            throw new BadInputException($"cannot be started ({fault.Message})", "install ffmpeg anew", program, inner: fault);
        }
    }

    private void Follow(Action<string> said, Action silent)
    {
        while (process.StandardError.ReadLine() is { } line)
        {
            if (waiting) watch.Change(patience, Timeout.InfiniteTimeSpan);
            said(line);
        }
        silent();
    }

    private void Await(bool more)
    {
        waiting = more;
        watch.Change(more ? patience : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private void EndHanging()
    {
        if (!waiting) return;
        hung = true;
        End();
    }

    private void End()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception fault) when (fault is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }

    private void CheckEnd()
    {
        stop.ThrowIfCancellationRequested();
        if (hung) throw new BadInputException($"cannot be decoded: ffmpeg said nothing for {patience.TotalSeconds:0.#} seconds and was ended",
            "try to convert the file, or copy it to a faster disk", path);
    }
}
