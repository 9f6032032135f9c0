using System.Text.Json.Serialization;

namespace IbmPlatform.Values;

/// <summary>What happened to an aggregate.</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<ChangeKind>))]
public enum ChangeKind
{
    Created,
    Updated,
    Published,
    Withdrawn,
    Merged,
    Deleted,
}
