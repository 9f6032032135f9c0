using System.Text.Json;

namespace IbmPlatform.GraphQL.Execution;

/// <summary>One GraphQL request as a client sent it.</summary>
public sealed record GraphQLRequest
{
    /// <summary>The document's source text.</summary>
    public required string Query { get; init; }

    /// <summary>Which operation to run; null when the document has one operation only.</summary>
    public string? OperationName { get; init; }

    /// <summary>The variables as a JSON object; undefined (the default) or null means none. See <see cref="VariablesUtf8"/>.</summary>
    public JsonElement Variables { get; init; }

    /// <summary>The variables as UTF-8 JSON text, used when <see cref="Variables"/> is undefined; empty means none.</summary>
    public ReadOnlyMemory<byte> VariablesUtf8 { get; init; }

    /// <summary>The request's <c>extensions</c> object; undefined means none.</summary>
    public JsonElement Extensions { get; init; }

    /// <summary>Whether the answer's <c>extensions</c> tell the estimated cost; <c>"cost": true</c> in <see cref="Extensions"/> asks for the same.</summary>
    public bool ReportCost { get; init; }

    /// <summary>The client's budget has been charged for it, with the others of its batch (<see cref="IBatchAdmission"/>).</summary>
    public bool IsPaid { get; init; }

    /// <summary>Refuses mutations: a GET request must not change anything (GraphQL over HTTP, "GET").</summary>
    public bool QueriesOnly { get; init; }
}
