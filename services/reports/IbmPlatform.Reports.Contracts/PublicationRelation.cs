using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Reports.Contracts;

/// <summary>What a publication is to a project or programme.</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<PublicationRelation>))]
public enum PublicationRelation
{
    /// <summary>It was set up on this ground.</summary>
    Basis,

    AlignedWith,

    PreparatoryStudy,

    Produced,
}
