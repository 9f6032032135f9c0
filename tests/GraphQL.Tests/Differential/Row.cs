using System.Text.Json.Serialization;

namespace IbmPlatform.GraphQL.Tests.Differential;

/// <summary>One object of the generated data: a value for each field, whatever the field's type says about it.</summary>
internal sealed record Row(int Number, string Type, Dictionary<string, object?> Values);

/// <summary>Stands in the data for an object, so that the data can be written down: its row's number.</summary>
internal sealed record RowLink([property: JsonPropertyName("$row")] int Row);

/// <summary>Stands in the data for a resolver that fails.</summary>
internal sealed record Failure([property: JsonPropertyName("$error")] string Message);

/// <summary>The enum that generated enum types take their values from.</summary>
internal enum Shade
{
    Red,
    Green,
    Blue,
    Grey,
}
