using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>What kind of work an activity is.</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<ActivityKind>))]
public enum ActivityKind
{
    Training,
    TechnicalAssistance,
    CoordinatedOperation,
    Equipment,
    Infrastructure,
    Study,
    Meeting,
    Milestone,
    Other,
}
