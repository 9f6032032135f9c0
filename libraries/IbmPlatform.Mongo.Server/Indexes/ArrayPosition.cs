namespace IbmPlatform.Mongo.Server.Indexes;

/// <summary>A path's part that may name a place in an array: digits without a leading zero.</summary>
internal static class ArrayPosition
{
    /// <summary>The position, or −1 when the part is a name only.</summary>
    public static int Parse(string part)
    {
        if (part.Length is 0 or > 9 || (part.Length > 1 && part[0] == '0'))
            return -1;
        var position = 0;
        foreach (var c in part)
        {
            if (!char.IsAsciiDigit(c))
                return -1;
            position = position * 10 + (c - '0');
        }

        return position;
    }
}
