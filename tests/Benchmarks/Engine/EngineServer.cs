using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.GraphQL.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.Benchmarks.Engine;

/// <summary>The .NET servers of the scenario, each the only thing in its process.</summary>
internal static class EngineServer
{
    public const string GraphQL = "engine-server";
    public const string Bytes = "engine-bytes";

    /// <summary>How the data file has its enum values: as the schema has them.</summary>
    public static readonly JsonSerializerOptions DataFormat = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    /// <summary>Our GraphQL server with its defaults, over a file of projects.</summary>
    public static async Task RunGraphQLAsync(string port, string data)
    {
        ProjectRow[] projects;
        await using (var file = File.OpenRead(data))
            projects = (await JsonSerializer.DeserializeAsync<ProjectRow[]>(file, DataFormat))!;
        var schema = ExecutableSchema.Bind([await File.ReadAllTextAsync(EngineScenario.FileOf("schema.graphql"))], binder => binder
            .Query(typeof(EngineQueries))
            .Enum<ProjectStatus>("ProjectStatus")
            .Object<ProjectRow>("Project")
            .Object<PeriodRow>("Period")
            .Object<MoneyRow>("Money")
            .Object<OrganisationRow>("Organisation")
            .Object<CountryRow>("Country"));
        var builder = Builder(port);
        builder.Services.AddSingleton(projects);
        builder.Services.AddSingleton<IGraphQLRequestHandler>(services =>
            new ExecutableSchemaHandler(schema, services.GetRequiredService<ILogger<ExecutableSchemaHandler>>()));
        var app = builder.Build();
        app.MapGraphQL("/graphql");
        await RunAsync(app);
    }

    /// <summary>Kestrel alone: reads the request and answers it with the bytes of the file that the path names.</summary>
    public static async Task RunBytesAsync(string port, string folder)
    {
        var app = Builder(port).Build();
        foreach (var file in Directory.GetFiles(folder, "*.answer"))
        {
            var answer = await File.ReadAllBytesAsync(file);
            app.MapPost($"/{Path.GetFileNameWithoutExtension(file)}", async context =>
            {
                await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
                context.Response.ContentType = "application/json; charset=utf-8";
                context.Response.ContentLength = answer.Length;
                await context.Response.BodyWriter.WriteAsync(answer, context.RequestAborted);
            });
        }
        await RunAsync(app);
    }

    private static WebApplicationBuilder Builder(string port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        return builder;
    }

    private static Task RunAsync(WebApplication app)
    {
        app.MapGet("/allocated", () => GC.GetTotalAllocatedBytes(precise: true).ToString(CultureInfo.InvariantCulture));
        return app.RunAsync();
    }

    internal static class EngineQueries
    {
        public static ArraySegment<ProjectRow> Projects(int first, ProjectRow[] projects) => new(projects, 0, Math.Min(first, projects.Length));
    }
}
