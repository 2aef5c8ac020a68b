using System.Globalization;

namespace MultiEmo.Conversations;

/// <summary>Whole numbers from 0, also as tables with gaps write them (<c>3.0</c>).</summary>
internal static class WholeNumber
{
    /// <summary>The number; null when the text is none.</summary>
    public static int? Parse(string text)
    {
        bool isNumber = decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture, out decimal number);
        return isNumber && number <= int.MaxValue && decimal.IsInteger(number) ? (int)number : null;
    }
}
