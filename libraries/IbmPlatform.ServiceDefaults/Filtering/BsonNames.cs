using System.Text.Json;

namespace IbmPlatform.ServiceDefaults.Filtering;

/// <summary>How the store writes enum values.</summary>
public static class BsonNames
{
    /// <summary><c>EmptyHeading</c> is <c>EMPTY_HEADING</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());
}
