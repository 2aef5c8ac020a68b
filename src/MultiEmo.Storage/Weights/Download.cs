using System.Net;
using System.Net.Http.Headers;
using MultiEmo.Conversations;

namespace MultiEmo.Storage.Weights;

/// <summary>How far a file has come.</summary>
/// <param name="Name">The weights' name.</param>
/// <param name="File">The file's name.</param>
/// <param name="Done">Bytes so far.</param>
/// <param name="Total">Bytes in all; null: the server does not say.</param>
public sealed record PullProgress(string Name, string File, long Done, long? Total);

/// <summary>Fetches one file over HTTP into its part, from where an earlier attempt ended if the server can.</summary>
/// <param name="client">Asks; knows the proxies.</param>
/// <param name="settings">How patiently.</param>
internal sealed class Download(HttpClient client, DownloadSettings settings)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Where what has come so far is kept.</summary>
    public static string PartOf(string path) => path + ".part";

    /// <summary>Fetches the rest of a file, in several attempts if need be.</summary>
    /// <param name="url">Where from.</param>
    /// <param name="part">Where to.</param>
    /// <param name="verifiable">Whether a mixture of two versions would be seen afterwards.</param>
    /// <param name="progress">Takes bytes so far and in all.</param>
    /// <param name="stop">Ends it; what has come stays.</param>
    /// <returns>Whether it came in several parts, which may be of different versions where the server marks none.</returns>
    /// <exception cref="BadInputException">The server refuses, or is out of reach.</exception>
    public async Task<bool> Fetch(Uri url, PartFile part, bool verifiable, Action<long, long?> progress, CancellationToken stop)
    {
        long most = part.Length;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await Attempt(url, part, verifiable, progress, stop).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or TimeoutException)
            {
                if (part.Length > most) (most, attempt) = (part.Length, 1);
                if (attempt >= settings.Attempts) throw GaveUp(url, fault);
            }
            await Task.Delay(PauseAfter(attempt), stop).ConfigureAwait(false);
        }
    }

    // Whether it went on from what was there.
    private async Task<bool> Attempt(Uri url, PartFile part, bool verifiable, Action<long, long?> progress, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(settings.Silence);
        try
        {
            using var request = Request(url, part, verifiable);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
            if (IsComplete(response, part)) return true;
            long? total = Begin(response, part, url);
            bool continued = part.Length > 0;
            await Copy(response, part, total, progress, patience).ConfigureAwait(false);
            if (total is { } all && part.Length != all) throw new IOException($"{part.Length} bytes of {all} came");
            part.Flush();
            return continued;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException($"the server was silent for {settings.Silence.TotalSeconds:0} seconds");
        }
    }

    // Goes on only where the server can tell whether its file is still the same, or the hash will.
    private static HttpRequestMessage Request(Uri url, PartFile part, bool verifiable)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        string? mark = part.Length > 0 ? part.Mark : null;
        if (part.Length == 0 || (mark is null && !verifiable)) return request;
        request.Headers.Range = new RangeHeaderValue(part.Length, null);
        if (mark is not null && RangeConditionHeaderValue.TryParse(mark, out var condition)) request.Headers.IfRange = condition;
        return request;
    }

    // A server refuses the range behind the end of a file that has come whole.
    private static bool IsComplete(HttpResponseMessage response, PartFile part)
    {
        if (response.StatusCode != HttpStatusCode.RequestedRangeNotSatisfiable || part.Length == 0) return false;
        if (response.Content.Headers.ContentRange?.Length == part.Length) return true;
        part.Clear();
        throw new IOException("the part was longer than the file");
    }

    private static long? Begin(HttpResponseMessage response, PartFile part, Uri url)
    {
        if (!response.IsSuccessStatusCode) throw Refusal(response, url);
        var (content, range) = (response.Content.Headers, response.Content.Headers.ContentRange);
        if (response.StatusCode == HttpStatusCode.PartialContent && part.Length > 0 && range?.From == part.Length)
            return range.Length ?? part.Length + content.ContentLength;
        part.Clear();
        if (response.StatusCode != HttpStatusCode.OK) throw new IOException("the server sent another part than was asked for");
        part.Mark = response.Headers.ETag is { IsWeak: false } tag ? tag.ToString() : content.LastModified?.ToString("r", null);
        if (content.ContentLength is null && response.Headers.TransferEncodingChunked != true)
            throw new BadInputException("the server does not say how long the file is", DownloadRemedy.OtherWays, url.OriginalString);
        return content.ContentLength;
    }

    private async Task Copy(
        HttpResponseMessage response, PartFile part, long? total, Action<long, long?> progress, CancellationTokenSource patience)
    {
        var buffer = new byte[1 << 17];
        using var content = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
        while (true)
        {
            progress(part.Length, total);
            patience.CancelAfter(settings.Silence);
            int read = await content.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
            if (read == 0) return;
            part.Append(buffer.AsMemory(0, read));
        }
    }

    private TimeSpan PauseAfter(int attempt)
    {
        var pause = settings.Pause * Math.Pow(2, attempt - 1);
        return pause < LongestPause ? pause : LongestPause;
    }

    // Some answers change when one waits; the others do not.
    private static Exception Refusal(HttpResponseMessage response, Uri url)
    {
        int status = (int)response.StatusCode;
        string answer = $"the server answers {status} {response.ReasonPhrase}".TrimEnd();
        return status >= 500 || status is 408 or 425 or 429
            ? new HttpRequestException(answer, null, response.StatusCode)
            : new BadInputException(answer, DownloadRemedy.For(response.StatusCode), url.OriginalString);
    }

    private static BadInputException GaveUp(Uri url, Exception fault)
        => new($"cannot be fetched: {fault.Message.TrimEnd('.')}", DownloadRemedy.NetworkOrOtherWays, url.OriginalString, inner: fault);
}
