using System.Collections;

namespace IbmPlatform.GraphQL.Execution.Binding;

/// <summary>Reads a batch resolver's answer: one value or exception a parent.</summary>
internal static class BatchItems
{
    public static object?[] Of(object? answer, int expected, string resolver)
    {
        if (answer is not IEnumerable list) throw new InvalidOperationException($"{resolver} returned null instead of a list of {expected}.");
        var items = new object?[expected];
        var count = 0;
        foreach (var item in list)
        {
            if (count < expected) items[count] = item is IFieldResult result ? result.ValueOrError : item;
            count++;
        }

        return count == expected ? items : throw new InvalidOperationException($"{resolver} returned {count} results for {expected} parents.");
    }
}
