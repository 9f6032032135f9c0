using System.Text.Json;

namespace IbmPlatform.GraphQL.Execution;

/// <summary>Tells whether JSON that could not be read is nested too deep, so that its refusal can name the limit.</summary>
public static class JsonNesting
{
    /// <summary>Default of the limits of nesting.</summary>
    public const int DefaultMaximum = 64;

    /// <summary>Whether objects and lists nest deeper than that, as far as the text is JSON. Reads in time linear in the text, without recursion.</summary>
    public static bool Exceeds(ReadOnlySpan<byte> json, int maximum)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maximum + 1 });
        try
        {
            // The depth of what begins an object or list is that of what holds it.
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= maximum) return true;
            }
        }
        catch (JsonException)
        {
            // Whatever else is wrong with it is told by who read it first.
        }

        return false;
    }
}
