using System.Text.Json;
using IbmPlatform.GraphQL.Execution;

namespace IbmPlatform.GraphQL.Server;

/// <summary>The parameters of one request as sent: the document by its text, by its id, or both.</summary>
internal sealed record RequestParameters
{
    public string? Query { get; init; }

    /// <summary>The lower-case hex SHA-256 of the document's text, however the client wrote it; null when it gave none.</summary>
    public string? DocumentHash { get; init; }

    public string? OperationName { get; init; }

    public JsonElement Variables { get; init; }

    public ReadOnlyMemory<byte> VariablesUtf8 { get; init; }

    public JsonElement Extensions { get; init; }

    public bool QueriesOnly { get; init; }

    public GraphQLRequest With(string document, bool reportCost = false, bool isPaid = false) => new()
    {
        Query = document,
        OperationName = OperationName,
        Variables = Variables,
        VariablesUtf8 = VariablesUtf8,
        Extensions = Extensions,
        QueriesOnly = QueriesOnly,
        ReportCost = reportCost,
        IsPaid = isPaid,
    };
}
