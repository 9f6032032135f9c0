using IbmPlatform.GraphQL.Errors;

namespace IbmPlatform.ServiceDefaults.Paging;

/// <summary>The fields that a list is to be divided by.</summary>
public static class FacetFields
{
    /// <summary>Refuses a field named more than once: each is counted over the whole list, so that repeating one costs without telling more.</summary>
    /// <exception cref="GraphQLException">One is repeated.</exception>
    public static void RefuseRepeated(IReadOnlyList<string> fields)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (!seen.Add(field))
                throw new GraphQLException($"The facet \"{field}\" is asked for more than once; name each field once.", "BAD_USER_INPUT");
        }
    }
}
