using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>Level of a result.</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<ResultType>))]
public enum ResultType
{
    Impact,
    Outcome,
    Output,
    ExpectedResult,
}
