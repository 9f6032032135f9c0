using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;

namespace IbmPlatform.ServiceDefaults.Paging;

/// <summary>Which page: the first after a cursor, or the last before one.</summary>
/// <param name="Size">At most <see cref="MaxSize"/>.</param>
/// <param name="Backward">Counted from the end.</param>
/// <param name="Cursor">Where it begins, itself not in the page; null: at the start, or at the end when backward.</param>
public sealed record PageRequest(int Size, bool Backward, string? Cursor)
{
    /// <summary>Most items of a page; stops one request from reading a whole collection.</summary>
    public const int MaxSize = 100;

    /// <summary>Nothing of the page itself is asked for, only the list's size or facets: none of its items are read.</summary>
    public bool OnlyCounted { get; init; }

    /// <summary>The same page, unread where the query selects none of its items.</summary>
    public PageRequest For(ResolverContext context) =>
        this with { OnlyCounted = !(context.Selects("nodes") || context.Selects("edges") || context.Selects("pageInfo")) };

    /// <summary>Items of a page when no number is given.</summary>
    public const int DefaultSize = 20;

    /// <summary>Reads the arguments of a connection.</summary>
    /// <exception cref="GraphQLException">They are out of range or contradict each other.</exception>
    public static PageRequest Of(int? first, string? after, int? last = null, string? before = null)
    {
        if (last is { } fromEnd)
        {
            // first has no default where a list takes last, so that both stand here only when both were asked for.
            if (first is not null)
                throw Refuse("first counts from the start and last from the end; give one of them.");
            if (after is not null)
                throw Refuse("last counts from the end and after from the start; give last with before, or first with after.");
            return new(Checked("last", fromEnd), true, before);
        }
        if (before is not null)
            throw Refuse("before needs last: how many items before the cursor.");
        return new(Checked("first", first ?? DefaultSize), false, after);
    }

    private static int Checked(string name, int size) => size is >= 0 and <= MaxSize
        ? size
        : throw Refuse($"{name} is {size}; expected 0 to {MaxSize}. Ask for more with a further page: {(name == "last" ? "before takes the startCursor" : "after takes the endCursor")} of the last one.");

    private static GraphQLException Refuse(string message) => new(message, "BAD_USER_INPUT");
}
