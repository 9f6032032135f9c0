using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;

namespace IbmPlatform.ServiceDefaults.Schema;

/// <summary>Reading at a past instant.</summary>
public static class PastReading
{
    /// <summary>Refuses <c>@asOf</c> where a field is computed from what this service keeps of others' records, which has no past here.</summary>
    /// <exception cref="GraphQLException">The operation asks for the past.</exception>
    public static void Refuse(ResolverContext context)
    {
        if (context.RequestContext.AsOf is not null)
            throw new GraphQLException(
                $"{context.Field} is computed from what stands now and cannot be read with @asOf; records, and the lists that their owners keep of them, can. "
                + "Leave the field out, or @asOf.", "BAD_USER_INPUT");
    }

    /// <summary>Refuses a filter through what this service keeps of others' records, which has no past here.</summary>
    /// <param name="asOf">The instant that the operation reads at; null: now, which is never refused.</param>
    /// <param name="filter">The filter's name.</param>
    /// <exception cref="GraphQLException">The operation asks for the past.</exception>
    public static void RefuseFilter(DateTimeOffset? asOf, string filter)
    {
        if (asOf is not null)
            throw new GraphQLException(
                $"The filter \"{filter}\" chooses by what other services hold now and cannot be used with @asOf; choose by the record's own fields, or leave @asOf out.",
                "BAD_USER_INPUT");
    }

    /// <summary>The store, for a field that only the present can answer: <c>store.InPresent(context).ListAsync(…)</c>.</summary>
    /// <exception cref="GraphQLException">The operation asks for the past.</exception>
    public static T InPresent<T>(this T store, ResolverContext context)
    {
        Refuse(context);
        return store;
    }
}
