using System.Text;

namespace IbmPlatform.Federation.Planning;

/// <summary>A plan as text, for tests and for people: one line a request, with what it waits for, where it starts and what it sends.</summary>
internal static class PlanPrinter
{
    public static string Print(QueryPlan plan)
    {
        var text = new StringBuilder();
        foreach (var request in plan.Requests)
        {
            text.Append(request.Id + 1).Append(' ').Append(request.Subgraph.Name);
            if (request.DependsOn.Count > 0) text.Append(" after ").AppendJoin(", ", request.DependsOn.Select(before => before.Id + 1).Order());
            foreach (var fetch in request.Fetches.Where(fetch => !fetch.Fetch.IsRoot))
            {
                text.Append("\n  at ").Append(PathOf(fetch.Fetch.Anchor)).Append(": ").Append(fetch.Fetch.TypeName).Append('(');
                text.AppendJoin(' ', fetch.Representation.Common.Select(Field)).Append(')');
            }

            text.Append("\n  ").Append(request.Query).Append('\n');
        }

        return text.ToString();
    }

    private static string PathOf(Place place) => place.Origin is not { } origin
        ? "(root)"
        : origin.Parent.Origin is null ? origin.ResponseName : PathOf(origin.Parent) + "." + origin.ResponseName;

    private static string Field(RepresentationField field) => field.Below.Count == 0
        ? field.Name
        : field.Name + "{" + string.Join(' ', field.Below.SelectMany(below => below.Shape.Common.Select(Field)
            .Concat(below.Shape.Cases.Where(type => type.Value.Count > 0).Select(type => $"... on {type.Key.Name}{{{string.Join(' ', type.Value.Select(Field))}}}")))) + "}";
}
