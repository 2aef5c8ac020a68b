using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MultiEmo.Conversations;

namespace MultiEmo.Training.Audits;

/// <summary>Feature rows of a split that equal a row of an earlier one, value by value, though the turns say something else.</summary>
internal static class CopiedRows
{
    private const string Check = "copied-rows";
    private const int NarrowestRow = 3;

    /// <summary>The findings.</summary>
    public static IEnumerable<Finding> Find(FeatureRows rows)
    {
        if (rows.Matrix.Width < NarrowestRow) yield break;
        string[] keys = [.. Enumerable.Range(0, rows.Matrix.Rows).Select(row => Key(rows, row))];
        foreach (var pair in SplitPair.All)
        {
            int[] earlier = Told(rows, pair.Earlier), later = Told(rows, pair.Later);
            var places = earlier.ToLookup(row => keys[row]);
            int? Twin(int row) => places[keys[row]].Cast<int?>().FirstOrDefault(other => Differ(rows, row, other!.Value));
            var copies = later.Select(row => (Row: row, Twin: Twin(row))).Where(both => both.Twin is not null).ToArray();
            var excess = new Excess(earlier.Count(row => Twin(row) is not null), earlier.Length, copies.Length, later.Length);
            if (!excess.Stands) continue;
            string counts = $"{excess.Across} of {excess.AcrossOf} rows of {pair.Later.Name()}";
            string found = $"{counts} of the {rows.Name} equal one of {pair.Earlier.Name()} for other words; ";
            string expected = string.Create(CultureInfo.InvariantCulture, $"within {pair.Earlier.Name()} {excess.Expected:p1} do.");
            yield return new Finding(excess.Severity, Check, found + expected,
                $"Scores on {pair.Later.Name()} are not those of its turns: the features are of other turns, and may carry their labels along.")
                .With(copies.Select(both => $"{rows.Turns[both.Row].Place} has the row of {rows.Turns[both.Twin!.Value].Place}"));
        }
    }

    // A row of one value throughout, as of silence, tells nothing of where it comes from.
    private static int[] Told(FeatureRows rows, Split split) =>
        [.. rows.Present(split).Where(row => rows.Matrix.Row(row).ContainsAnyExcept(rows.Matrix.Row(row)[0]))];

    private static string Key(FeatureRows rows, int row) =>
        Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(rows.Matrix.Row(row))));

    private static bool Differ(FeatureRows rows, int row, int other) =>
        !ReferenceEquals(rows.Turns[row].Conversation, rows.Turns[other].Conversation)
        && !rows.Turns[row].Words.Order(StringComparer.Ordinal).SequenceEqual(rows.Turns[other].Words.Order(StringComparer.Ordinal));
}
