using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.ServiceDefaults.Schema;

/// <summary>Shows a stored value to a reader.</summary>
public static class FieldText
{
    /// <summary>A text as it is, anything else as JSON; null for nothing.</summary>
    public static string? Of(BsonValue? value) => value switch
    {
        null or BsonNull => null,
        BsonString text => text.Value,
        _ => value.ToString(),
    };
}
