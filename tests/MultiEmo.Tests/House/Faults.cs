namespace MultiEmo.Tests.House;

/// <summary>Breaches of a convention, told all at once.</summary>
public static class Faults
{
    /// <summary>Fails when there is any.</summary>
    public static void None(IEnumerable<string> faults)
    {
        string[] all = [.. faults];
        Assert.True(all.Length == 0, $"{all.Length} found:\n  {string.Join("\n  ", all)}");
    }
}
