using System.Reflection;
using IbmPlatform.GraphQL.Execution.Binding;
using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution.Streams;

/// <summary>How a subscription's field opens its source stream (spec 6.2.3.1, ResolveFieldEventStream); null is a flaw of the resolver.</summary>
internal delegate ValueTask<IAsyncEnumerable<object?>?> SourceStream(ResolverCall call);

/// <summary>Compiles methods that return <c>IAsyncEnumerable&lt;T&gt;</c>, at once or by a task.</summary>
internal static class SourceStreams
{
    private static readonly MethodInfo Boxing = typeof(SourceStreams).GetMethod(nameof(Box), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>What the stream's events are; null when the type is no stream.</summary>
    public static Type? EventOf(Type returned)
    {
        var type = TaskResults.ResultOf(returned) ?? returned;
        var stream = IsStream(type) ? type : Array.Find(type.GetInterfaces(), IsStream);
        return stream?.GenericTypeArguments[0];
    }

    public static SourceStream Compile(MethodInfo method, IReadOnlyList<BoundParameter> parameters)
    {
        var box = Boxing.MakeGenericMethod(EventOf(method.ReturnType)!).CreateDelegate<Func<object?, IAsyncEnumerable<object?>?>>();
        return ResolverCompiler.Method(method, parameters) switch
        {
            SyncResolver resolver => call => new ValueTask<IAsyncEnumerable<object?>?>(box(resolver.Resolve(call))),
            AsyncResolver resolver => async call => box(await resolver.Resolve(call).ConfigureAwait(false)),
            var other => throw new InvalidOperationException($"A subscription's resolver compiled to {other}."),
        };
    }

    private static bool IsStream(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>);

    /// <summary>Streams of classes are streams of objects as they stand; those of structs box each event.</summary>
    private static IAsyncEnumerable<object?>? Box<T>(object? stream) => stream switch
    {
        null => null,
        IAsyncEnumerable<object?> objects => objects,
        _ => ((IAsyncEnumerable<T>)stream).Select(value => (object?)value),
    };
}
