using IbmPlatform.GraphQL.Errors;

namespace IbmPlatform.ServiceDefaults.Filtering;

/// <summary>Bounds how often one filter may ask for others' records: each time costs a query of its own.</summary>
public static class RelationLimit
{
    /// <summary>Far more than a person asks; stops a small request from causing thousands of queries.</summary>
    public const int MaxRelations = 50;

    /// <summary>Refuses a filter with more.</summary>
    /// <param name="relations">The filter's relations, those of its nested filters among them; counted no further than needed.</param>
    /// <param name="names">What they are called, for the reader.</param>
    /// <exception cref="GraphQLException">There are more.</exception>
    public static void Check(IEnumerable<object> relations, string names)
    {
        if (relations.Skip(MaxRelations).Any())
            throw new GraphQLException($"The filter asks for {names} more than {MaxRelations} times; ask for several ids in one place with in.", "BAD_USER_INPUT");
    }
}
