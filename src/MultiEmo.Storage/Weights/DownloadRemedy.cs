using System.Net;

namespace MultiEmo.Storage.Weights;

/// <summary>What to do when a file cannot be fetched.</summary>
internal static class DownloadRemedy
{
    /// <summary>By other means.</summary>
    public const string OtherWays =
        $"fetch it by other means and put it as NAME/FILE into a folder that {WeightFolders.OfflineVariable} names";

    /// <summary>The network, or other means.</summary>
    public const string NetworkOrOtherWays =
        $"check the network and HTTPS_PROXY and pull again, which goes on where this ended, or {OtherWays}";

    /// <summary>For an answer that waiting does not change.</summary>
    public static string For(HttpStatusCode answer) => answer switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.Gone => $"it has moved: look at 'multiemo weights list --json' for its source, and {OtherWays}",
        HttpStatusCode.ProxyAuthenticationRequired => "give the proxy's name and password in HTTPS_PROXY: http://name:password@host:port",
        _ => OtherWays,
    };
}
