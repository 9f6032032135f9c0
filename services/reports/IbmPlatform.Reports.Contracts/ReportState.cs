using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Reports.Contracts;

/// <summary>How far a report has come on its way to the public; the values of the projects' PublicationState.</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<ReportState>))]
public enum ReportState
{
    Draft,
    Submitted,
    Approved,
    Published,
    Withdrawn,
}
