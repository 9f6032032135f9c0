using System.Diagnostics;
using System.Security.Claims;

namespace IbmPlatform.GraphQL.Execution;

/// <summary>What travels with one request from the transport to the resolvers. Not shared between requests.</summary>
public sealed class RequestContext
{
    private Dictionary<object, object?>? _items;

    /// <summary>Creates a context over the request's own services.</summary>
    public RequestContext(IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(services);
        Services = services;
    }

    /// <summary>A context without services, for schemas whose resolvers need none.</summary>
    public RequestContext() : this(NoServices.Instance) { }

    /// <summary>The request's scoped services.</summary>
    public IServiceProvider Services { get; }

    /// <summary>The <c>Accept-Language</c> header as sent; null when absent.</summary>
    public string? AcceptLanguage { get; init; }

    /// <summary>Who the token says the caller is; null when anonymous.</summary>
    public ClaimsPrincipal? User { get; init; }

    /// <summary>The past instant to read at (<c>@asOf(at:)</c> on the operation); null reads the present.</summary>
    public DateTimeOffset? AsOf { get; set; }

    /// <summary>Headers that a gateway forwards to its subgraphs, by name; null when there are none.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>Names the request in logs and in <c>extensions.traceId</c> of errors.</summary>
    public string TraceId { get; init; } = Activity.Current?.TraceId.ToHexString() ?? ActivityTraceId.CreateRandom().ToHexString();

    /// <summary>Per-request values that resolvers share; locked by nobody, resolvers of one request start one after another.</summary>
    public IDictionary<object, object?> Items => _items ??= [];

    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
