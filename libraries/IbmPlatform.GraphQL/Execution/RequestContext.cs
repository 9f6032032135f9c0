using System.Diagnostics;
using System.Security.Claims;

namespace IbmPlatform.GraphQL.Execution;

/// <summary>What travels with one request from the transport to the resolvers. Not shared between requests.</summary>
/// <remarks>A transport may derive from it to find out only when asked what most requests never ask for.</remarks>
public class RequestContext
{
    private readonly IServiceProvider _services;
    private Dictionary<object, object?>? _items;
    private string? _traceId;
    private string? _client;

    /// <summary>Creates a context over the request's own services.</summary>
    public RequestContext(IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(services);
        _services = services;
    }

    /// <summary>A context without services, for schemas whose resolvers need none.</summary>
    public RequestContext() : this(NoServices.Instance) { }

    /// <summary>The request's scoped services.</summary>
    public virtual IServiceProvider Services => _services;

    /// <summary>The <c>Accept-Language</c> header as sent; null when absent.</summary>
    public string? AcceptLanguage { get; init; }

    /// <summary>Who the token says the caller is; null when anonymous.</summary>
    public ClaimsPrincipal? User { get; init; }

    /// <summary>The past instant to read at (<c>@asOf(at:)</c> on the operation); null reads the present.</summary>
    public DateTimeOffset? AsOf { get; set; }

    /// <summary>Headers that a gateway forwards to its subgraphs, by name; null when there are none.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>Names the request in logs and in <c>extensions.traceId</c> of errors.</summary>
    public string TraceId
    {
        get => _traceId ??= FindTraceId();
        init => _traceId = value;
    }

    /// <summary>Makes the services of one event of a subscription; null gives every event the request's own.</summary>
    public Func<EventScope>? BeginEvent { get; init; }

    /// <summary>Whose budget the request spends: the user, or the address it came from.</summary>
    public string Client
    {
        get => _client ??= FindClient();
        init => _client = value;
    }

    /// <summary>Per-request values that resolvers share; locked by nobody, resolvers of one request start one after another.</summary>
    public IDictionary<object, object?> Items => _items ??= [];

    /// <summary>The trace id, asked for once and only where none was given.</summary>
    protected virtual string FindTraceId() => Activity.Current?.TraceId.ToHexString() ?? ActivityTraceId.CreateRandom().ToHexString();

    /// <summary>The context of one event: the same caller, services and items of its own.</summary>
    internal RequestContext ForEvent(IServiceProvider services) => new(services)
    {
        AcceptLanguage = AcceptLanguage,
        User = User,
        AsOf = AsOf,
        Headers = Headers,
        TraceId = TraceId,
    };

    /// <summary>The client, asked for once and only where none was given.</summary>
    protected virtual string FindClient() => User?.Identity?.Name ?? "anonymous";

    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
