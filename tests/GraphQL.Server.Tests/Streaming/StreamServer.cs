using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text.Json;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.GraphQL.Server.Tests.Streaming;

/// <summary>A real server on a free loopback port with subscriptions; a user is who the header X-User or the init payload's token says.</summary>
public sealed class StreamServer : IAsyncLifetime
{
    private const string Sdl = """
        type Query { greet(name: String = "world"): String! closed(id: String!): Boolean! }
        type Mutation { touch: Int! push(id: String!): Int! }
        type Subscription {
          count(to: Int!): Int!
          whoami: String
          failing: Int
          "Gives 0 at once and then what is pushed, until it is stopped."
          hold(id: String!): Int!
          "64 KiB an event, as fast as they are taken."
          flood(id: String!): String!
        }
        """;

    private WebApplication? _app;

    public Uri Url { get; private set; } = new("http://localhost");

    public HttpClient Client { get; } = new();

    internal Feed Feed { get; } = new();

    public Uri Address(string path) => new(Url, path);

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(Feed);
        builder.Services.AddSingleton<IGraphQLRequestHandler>(services => new ExecutableSchemaHandler(
            ExecutableSchema.Bind([Sdl], b => b.Query(typeof(Queries)).Mutation(typeof(Mutations)).Subscription(typeof(Subscriptions))),
            services.GetRequiredService<ILogger<ExecutableSchemaHandler>>()));
        _app = builder.Build();
        _app.Use((http, next) =>
        {
            if (http.Request.Headers["X-User"].ToString() is { Length: > 0 } name) http.User = User(name);
            return next(http);
        });
        var streams = new GraphQLStreamOptions { OnConnect = DecideAsync, MaxConnectionsPerClient = 1_000, MaxSubscriptionsPerClient = 1_000 };
        Map("/graphql", streams);
        Map("/small", streams with { MaxOperationsPerConnection = 2, MaxSubscriptionsPerClient = 3, MaxMessageBytes = 1_000 });
        Map("/connections", streams with { MaxConnectionsPerClient = 2 });
        Map("/crowded", streams with { MaxSubscriptions = 1 });
        Map("/hasty", streams with { InitTimeout = TimeSpan.FromMilliseconds(200) });
        Map("/impatient", streams with { SendTimeout = TimeSpan.FromMilliseconds(500) });
        Map("/lively", streams with { KeepAlive = TimeSpan.FromMilliseconds(100) });
        Map("/open", streams with { AllowedOrigins = ["https://example.org"] });
        await _app.StartAsync();
        Url = new Uri(new Uri(_app.Urls.First()), "/graphql");
    }

    public Task StopAsync() => _app!.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null) await _app.DisposeAsync();
    }

    private void Map(string path, GraphQLStreamOptions streams) => _app!.MapGraphQL(path, new GraphQLHttpOptions { Streams = streams });

    private static ValueTask<ConnectionDecision> DecideAsync(HttpContext http, JsonElement payload, CancellationToken cancellationToken)
    {
        var token = payload.ValueKind == JsonValueKind.Object && payload.TryGetProperty("token", out var given) ? given.GetString() : null;
        return token switch
        {
            "bad" => ValueTask.FromResult(ConnectionDecision.Refuse("This token is not ours")),
            "flaw" => throw new InvalidOperationException("the secret cause"),
            "told" => throw new GraphQLException("The token has expired", "EXPIRED"),
            "pending" => WaitAsync(cancellationToken),
            null => ValueTask.FromResult(ConnectionDecision.Accept(null)),
            _ => ValueTask.FromResult(ConnectionDecision.Accept(User(token), JsonSerializer.SerializeToElement(new { hello = token }))),
        };
    }

    private static async ValueTask<ConnectionDecision> WaitAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return ConnectionDecision.Refuse();
    }

    private static ClaimsPrincipal User(string name) => new(new ClaimsIdentity([new Claim("sub", name)], "test"));

    internal static class Queries
    {
        public static string Greet(string? name) => $"Hello, {name}!";

        public static bool Closed(string id, Feed feed) => feed[id].IsDisposed;
    }

    internal static class Mutations
    {
        public static int Touch() => 1;

        public static int Push(string id, Feed feed) => feed[id].Pushed.Writer.TryWrite(1) ? 1 : 0;
    }

    internal static class Subscriptions
    {
        public static IAsyncEnumerable<int> Count(int to) => AsyncEnumerable.Range(1, to);

        public static IAsyncEnumerable<string?> Whoami(RequestContext context) => AsyncEnumerable.Repeat(context.User?.FindFirst("sub")?.Value, 1);

        public static async IAsyncEnumerable<int> Failing()
        {
            yield return 1;
            await Task.Yield();
            throw new GraphQLException("the source is gone", "GONE");
        }

        public static async IAsyncEnumerable<int> Hold(string id, Feed feed, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var source = feed[id];
            try
            {
                yield return 0;
                await foreach (var number in source.Pushed.Reader.ReadAllAsync(cancellationToken)) yield return number;
            }
            finally
            {
                source.Dispose();
            }
        }

        public static async IAsyncEnumerable<string> Flood(string id, Feed feed, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var (source, text) = (feed[id], new string('x', 64 * 1024));
            try
            {
                while (true)
                {
                    await Task.Yield();
                    cancellationToken.ThrowIfCancellationRequested();
                    source.Pull();
                    yield return text;
                }
            }
            finally
            {
                source.Dispose();
            }
        }
    }
}
