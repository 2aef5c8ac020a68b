using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MultiEmo.Tests.Support;

/// <summary>How a server answers a request for the file.</summary>
public sealed record Answer
{
    /// <summary>The status line's number, where it is no file.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Whether parts are given.</summary>
    public bool Ranges { get; init; } = true;

    /// <summary>The mark of the version; null: none.</summary>
    public string? Mark { get; init; } = "\"one\"";

    /// <summary>Bytes of the body after which the connection ends; null: all.</summary>
    public int? Cut { get; init; }

    /// <summary>A pause before each chunk of the body.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>Whether the length is told.</summary>
    public bool Length { get; init; } = true;

    /// <summary>What is sent instead of the file.</summary>
    public byte[]? Other { get; init; }
}

/// <summary>An HTTP server on loopback that has one file for every path, and answers as its script says; the last answer is repeated.</summary>
public sealed class FileServer : IDisposable
{
    private const int Chunk = 4096;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<Answer> script;
    private readonly byte[] file;
    private Answer last;

    /// <summary>Listens at once.</summary>
    public FileServer(byte[] file, params Answer[] script)
    {
        (this.file, this.script, last) = (file, new(script), script.LastOrDefault() ?? new Answer());
        listener.Start();
        new Thread(Listen) { IsBackground = true }.Start();
    }

    /// <summary>Its address.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    /// <summary>The first line and the range of each request, in their order.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();

    private void Listen()
    {
        try
        {
            while (true)
            {
                var client = listener.AcceptTcpClient();
                new Thread(() => Serve(client)) { IsBackground = true }.Start();
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            return;
        }
    }

    private void Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                Reply(stream, ReadRequest(stream));
            }
            catch (IOException)
            {
                return;
            }
        }
    }

    private static string[] ReadRequest(NetworkStream stream)
    {
        var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var lines = new List<string>();
        while (reader.ReadLine() is { Length: > 0 } line) lines.Add(line);
        return [.. lines];
    }

    private void Reply(NetworkStream stream, string[] request)
    {
        if (script.TryDequeue(out var next)) last = next;
        var answer = last;
        string? range = Header(request, "Range"), condition = Header(request, "If-Range");
        Requests.Enqueue($"{request[0]} {range}".TrimEnd());
        byte[] body = answer.Other ?? file;
        long from = answer.Ranges && range is not null && (condition is null || condition == answer.Mark)
            ? long.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture)
            : 0;
        int status = answer.Status != 200 ? answer.Status : from > 0 && from >= body.Length ? 416 : from > 0 ? 206 : 200;
        if (status is not (200 or 206)) body = [];
        Send(stream, Head(status, answer, from, body.Length), [.. body.Skip((int)from)], answer);
    }

    private string Head(int status, Answer answer, long from, int length)
    {
        var head = new StringBuilder($"HTTP/1.1 {status} {(HttpStatusCode)status}\r\nConnection: close\r\n");
        if (status == 416) head.Append(CultureInfo.InvariantCulture, $"Content-Range: bytes */{file.Length}\r\n");
        if (status == 206) head.Append(CultureInfo.InvariantCulture, $"Content-Range: bytes {from}-{length - 1}/{length}\r\n");
        if (answer.Length) head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Math.Max(0, length - from)}\r\n");
        if (answer.Mark is { } mark) head.Append(CultureInfo.InvariantCulture, $"ETag: {mark}\r\n");
        return head.Append("\r\n").ToString();
    }

    private static void Send(NetworkStream stream, string head, byte[] body, Answer answer)
    {
        stream.Write(Encoding.ASCII.GetBytes(head));
        int end = Math.Min(answer.Cut ?? body.Length, body.Length);
        for (int at = 0; at < end; at += Chunk)
        {
            Thread.Sleep(answer.Pause);
            stream.Write(body, at, Math.Min(Chunk, end - at));
        }
    }

    private static string? Header(string[] request, string name)
        => request.FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))?[(name.Length + 2)..];
}
