using IbmPlatform.GraphQL.Execution;
using IbmPlatform.GraphQL.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.ServiceDefaults.Hosting;

/// <summary>A module's bound schema and what answers requests over it; keyed by the module's name.</summary>
public sealed partial class ModuleSchema
{
    private ModuleSchema(ExecutableSchema schema, GraphQLExecutor executor)
    {
        Schema = schema;
        Executor = executor;
    }

    /// <summary>The schema.</summary>
    public ExecutableSchema Schema { get; }

    /// <summary>Answers requests.</summary>
    public GraphQLExecutor Executor { get; }

    internal static ModuleSchema Bind(ModuleBuilder module, IServiceProvider provider)
    {
        var logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger($"IbmPlatform.{module.Name}");
        var schema = ExecutableSchema.Bind(module.SdlTexts, binder => module.Bindings.ForEach(bind => bind(binder)));
        var time = provider.GetRequiredService<TimeProvider>();
        var limits = ServiceLimits.Read(provider.GetService<IConfiguration>());
        var options = new ExecutorOptions
        {
            MaxTokens = limits.MaxTokens,
            Limits = limits.Operations,
            Cost = limits.Cost,
            Budget = limits.Budget(time),
            TimeProvider = time,
            OnSlowOperation = (slow, request) => SlowOperationLog.Write(logger, slow, request),
            OnInternalError = (e, request, path) => Log.InternalError(logger, path.ToString(), request.TraceId, e),
        };
        return new(schema, new GraphQLExecutor(schema, options));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The field {Path} failed; the client was told the trace id {TraceId}")]
        public static partial void InternalError(ILogger logger, string path, string traceId, Exception e);
    }
}
