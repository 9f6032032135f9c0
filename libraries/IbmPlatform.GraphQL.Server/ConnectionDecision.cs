using System.Security.Claims;
using System.Text.Json;

namespace IbmPlatform.GraphQL.Server;

/// <summary>Whether a WebSocket is let in, and as whom.</summary>
public sealed record ConnectionDecision
{
    private ConnectionDecision()
    {
    }

    /// <summary>The user of every operation over the connection; null when anonymous.</summary>
    public ClaimsPrincipal? User { get; private init; }

    /// <summary>The <c>payload</c> of <c>connection_ack</c>; undefined sends none.</summary>
    public JsonElement AckPayload { get; private init; }

    internal bool IsRefused { get; private init; }

    internal string Reason { get; private init; } = "";

    /// <summary>Lets the client in.</summary>
    public static ConnectionDecision Accept(ClaimsPrincipal? user, JsonElement ackPayload = default) => new() { User = user, AckPayload = ackPayload };

    /// <summary>Closes the connection with code 4403.</summary>
    /// <param name="reason">What the client is told; at most 123 bytes travel.</param>
    public static ConnectionDecision Refuse(string reason = "Forbidden") => new() { IsRefused = true, Reason = reason };
}
