using System.Security.Cryptography;
using System.Text;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.GraphQL.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.GraphQL.Server.Tests;

/// <summary>A real server on a free loopback port, serving a small schema.</summary>
public sealed class KestrelFixture : IAsyncLifetime
{
    private const string Sdl = """
        type Query { greet(name: String! = "world"): String! language: String fail: String }
        type Mutation { touch: Int! }
        """;

    /// <summary>The document that <c>/trusted</c> executes, by its hash.</summary>
    internal static IReadOnlyDictionary<string, string> Trusted { get; } = new Dictionary<string, string> { [HashOf("{ greet }")] = "{ greet }" };

    private WebApplication? _app;

    public Uri Url { get; private set; } = new("http://localhost");

    public HttpClient Client { get; } = new();

    public List<string> Logged { get; } = [];

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(new ListLogger(Logged));
        builder.Services.AddSingleton(ExecutableSchema.Bind([Sdl], b => b.Query(typeof(Queries)).Mutation(typeof(Mutations))));
        builder.Services.AddSingleton<IGraphQLRequestHandler>(services => new ExecutableSchemaHandler(
            services.GetRequiredService<ExecutableSchema>(), services.GetRequiredService<ILogger<ExecutableSchemaHandler>>()));
        _app = builder.Build();
        _app.MapGraphQL("/graphql", new GraphQLHttpOptions { MaxBodyBytes = 10_000, MaxUrlQueryChars = 2_000 });
        _app.MapGraphQL("/batches", new GraphQLHttpOptions { MaxBatchSize = 3, MaxPersistedQueries = 0, CompressFromBytes = null });
        _app.MapGraphQL("/few", new GraphQLHttpOptions { MaxPersistedQueries = 2, CompressFromBytes = 200 });
        _app.MapGraphQL("/trusted", new GraphQLHttpOptions { TrustedDocuments = Trusted, TrustedDocumentsOnly = true });
        await _app.StartAsync();
        Url = new Uri(new Uri(_app.Urls.First()), "/graphql");
    }

    internal static string HashOf(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null) await _app.DisposeAsync();
    }

    internal static class Queries
    {
        public static string Greet(string name) => $"Hello, {name}!";

        public static string? Language(RequestContext context) => context.AcceptLanguage;

        public static string Fail() => throw new InvalidOperationException("the secret cause");
    }

    internal static class Mutations
    {
        public static int Touch() => 1;
    }

    private sealed class ListLogger(List<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose() { }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines) lines.Add($"{formatter(state, exception)} {exception?.Message}");
        }
    }
}
