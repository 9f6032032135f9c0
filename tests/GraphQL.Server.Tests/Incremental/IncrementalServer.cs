using IbmPlatform.GraphQL.Execution;
using IbmPlatform.GraphQL.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.GraphQL.Server.Tests.Incremental;

/// <summary>A real server whose deferred field waits at a gate until a client opens it.</summary>
public sealed class IncrementalServer : IAsyncLifetime
{
    private const string Sdl = """
        type Query { city: City letters: [String!]! }
        type City { name: String! rivers: [String!]! }
        """;

    private WebApplication? _app;

    public Uri Url { get; private set; } = new("http://localhost");

    public HttpClient Client { get; } = new();

    internal Gate Waiting { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(Waiting);
        builder.Services.AddSingleton<IGraphQLRequestHandler>(services => new ExecutableSchemaHandler(
            ExecutableSchema.Bind([Sdl], b => b.Object<City>("City", typeof(CityFields)).Query(typeof(Queries))),
            services.GetRequiredService<ILogger<ExecutableSchemaHandler>>(), new ExecutorOptions { IncrementalDelivery = true }));
        _app = builder.Build();
        _app.MapGraphQL("/graphql", new GraphQLHttpOptions { CompressFromBytes = 1 });
        _app.MapPost("/open", (Gate gate) => gate.Open());
        await _app.StartAsync();
        Url = new Uri(new Uri(_app.Urls.First()), "/graphql");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null) await _app.DisposeAsync();
    }

    internal sealed class Gate
    {
        private TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Open() => _open.TrySetResult();

        public void Close() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task PassAsync(CancellationToken cancellationToken) => _open.Task.WaitAsync(cancellationToken);
    }

    internal sealed record City(string Name);

    internal static class Queries
    {
        public static City City() => new("Бишкек");

        public static async IAsyncEnumerable<string> Letters(Gate gate, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return "a";
            await gate.PassAsync(cancellationToken);
            yield return "b";
            yield return "c";
        }
    }

    internal static class CityFields
    {
        public static async Task<IReadOnlyList<string>> Rivers(City city, Gate gate, CancellationToken cancellationToken)
        {
            await gate.PassAsync(cancellationToken);
            return [$"Ala-Archa of {city.Name}"];
        }
    }
}
