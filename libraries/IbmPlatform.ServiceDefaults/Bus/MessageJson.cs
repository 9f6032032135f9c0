using System.Text.Json;

namespace IbmPlatform.ServiceDefaults.Bus;

/// <summary>How messages are written: the contracts' own converters do the values; unknown members are passed over, so that an owner may add one.</summary>
internal static class MessageJson
{
    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        options.UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip;
        return options;
    }
}
