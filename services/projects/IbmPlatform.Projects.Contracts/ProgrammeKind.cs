using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>What kind of frame a programme is.</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<ProgrammeKind>))]
public enum ProgrammeKind
{
    Programme,
    Initiative,
    FundingProgramme,
}
