using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Reports.Contracts;

/// <summary>What kind of document it is.</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<PublicationKind>))]
public enum PublicationKind
{
    Guidelines,
    Study,
    Communication,
    StaffWorkingDocument,
    Agreement,
    Factsheet,
    Other,
}
