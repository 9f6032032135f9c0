using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>Where a project stands (IATI activity statuses); derived from the period on a date.</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<ProjectStatus>))]
public enum ProjectStatus
{
    Pipeline,

    Implementation,

    Finalisation,

    Closed,

    Cancelled,

    Suspended,

    /// <summary>The period does not tell.</summary>
    Unknown,
}
