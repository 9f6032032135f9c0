using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;

namespace IbmPlatform.ServiceDefaults.Schema;

/// <summary>Reading at a past instant.</summary>
public static class PastReading
{
    /// <summary>Refuses <c>@asOf</c> where only the present can be searched; a record looked up by its id can be read in the past.</summary>
    /// <exception cref="GraphQLException">The operation asks for the past.</exception>
    public static void Refuse(ResolverContext context)
    {
        if (context.RequestContext.AsOf is not null)
            throw new GraphQLException(
                $"{context.Field} searches the present and cannot be read with @asOf; look records up by their id with node, nodes or a lookup field.", "BAD_USER_INPUT");
    }

    /// <summary>The store, for a search that only the present can answer: <c>store.InPresent(context).ListAsync(…)</c>.</summary>
    /// <exception cref="GraphQLException">The operation asks for the past.</exception>
    public static T InPresent<T>(this T store, ResolverContext context)
    {
        Refuse(context);
        return store;
    }
}
