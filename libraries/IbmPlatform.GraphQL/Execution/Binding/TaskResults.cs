using System.Reflection;
using IbmPlatform.GraphQL.Execution.Incremental;
using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution.Binding;

/// <summary>Brings the return types of resolver methods to one form.</summary>
internal static class TaskResults
{
    /// <summary>The T of <c>Task&lt;T&gt;</c> and <c>ValueTask&lt;T&gt;</c>; null for any other type.</summary>
    public static Type? ResultOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is var definition && (definition == typeof(Task<>) || definition == typeof(ValueTask<>))
            ? type.GenericTypeArguments[0]
            : null;

    /// <summary>The method that turns a task of that type into <c>ValueTask&lt;object?&gt;</c>.</summary>
    public static MethodInfo Boxing(Type task) =>
        typeof(TaskResults).GetMethod(task.GetGenericTypeDefinition() == typeof(Task<>) ? nameof(FromTask) : nameof(FromValueTask))!
            .MakeGenericMethod(task.GenericTypeArguments[0]);

    public static ValueTask<object?> FromTask<T>(Task<T> task) => FromValueTask(new ValueTask<T>(task));

    public static ValueTask<object?> FromValueTask<T>(ValueTask<T> task) =>
        task.IsCompletedSuccessfully ? new ValueTask<object?>(task.Result) : AwaitAsync(task);

    /// <summary>The T of <c>IAsyncEnumerable&lt;T&gt;</c>; null for any other type.</summary>
    public static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>) ? type.GenericTypeArguments[0] : null;

    /// <summary>The method that reads an <c>IAsyncEnumerable&lt;T&gt;</c>: whole, or where the field is streamed as far as its first items go.</summary>
    public static MethodInfo Reading(Type items) => typeof(TaskResults).GetMethod(nameof(ReadAsync))!.MakeGenericMethod(items.GenericTypeArguments[0]);

    public static async ValueTask<object?> ReadAsync<T>(IAsyncEnumerable<T>? items, ResolverCall call)
    {
        if (items is null) return null;
        var stop = call.CancellationToken;
        if (call.Field?.Stream is { } stream) return await StreamedItems.OfAsync(items, stream.CountInitial(call.Variables), stop).ConfigureAwait(false);
        return await items.ToListAsync(stop).ConfigureAwait(false);
    }

    private static async ValueTask<object?> AwaitAsync<T>(ValueTask<T> task) => await task.ConfigureAwait(false);
}
