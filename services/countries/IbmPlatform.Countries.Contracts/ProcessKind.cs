using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Countries.Contracts;

/// <summary>What kind of process it is.</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<ProcessKind>))]
public enum ProcessKind
{
    MigrationDialogue,
    Platform,
    Panel,
}
