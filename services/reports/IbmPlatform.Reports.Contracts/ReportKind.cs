using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Reports.Contracts;

/// <summary>What a report is for.</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<ReportKind>))]
public enum ReportKind
{
    Inception,
    Progress,
    Final,
    Monitoring,
    Evaluation,
    Financial,
    Other,
}
