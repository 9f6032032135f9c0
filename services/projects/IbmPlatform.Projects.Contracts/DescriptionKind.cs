using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>What a description is about (IATI description types, and background).</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<DescriptionKind>))]
public enum DescriptionKind
{
    General,
    Objectives,
    TargetGroups,
    Background,
}
