namespace IbmPlatform.GraphQL.Execution.Running;

internal enum ResultKind : byte
{
    Null,

    /// <summary>JSON in the run's buffer: A is its start, B its length.</summary>
    Bytes,

    /// <summary>An object: A is the index of its group in the column's children, B its row there.</summary>
    Object,

    /// <summary>A list: A is the index of its first item's node, B the number of items, which follow each other.</summary>
    List,
}

/// <summary>A value of a column: the field's value for a parent, or an item of a list in it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="A">See <see cref="ResultKind"/>.</param>
/// <param name="B">See <see cref="ResultKind"/>.</param>
/// <param name="List">The node of the list that holds it; -1 for the field's own value, whose node's index is the parent's row.</param>
internal readonly record struct ResultNode(ResultKind Kind, int A, int B, int List);
