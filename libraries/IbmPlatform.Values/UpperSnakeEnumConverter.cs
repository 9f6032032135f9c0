using System.Text.Json;
using System.Text.Json.Serialization;

namespace IbmPlatform.Values;

/// <summary>Enum values as GraphQL and the data files write them: <c>EmptyHeading</c> is <c>EMPTY_HEADING</c>; numbers are refused.</summary>
public sealed class UpperSnakeEnumConverter<TEnum>()
    : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false)
    where TEnum : struct, Enum;
