using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Stakeholders.Contracts;

/// <summary>The finer role of an organisation.</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<ParticipationRole>))]
public enum ParticipationRole
{
    Lead,

    ConsortiumLead,

    Partner,

    Implementer,

    Donor,

    /// <summary>The agency that the project builds up.</summary>
    Beneficiary,

    Other,
}
