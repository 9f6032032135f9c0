using IbmPlatform.Federation.Planning;
using IbmPlatform.Federation.Supergraphs;

namespace IbmPlatform.Federation.Execution;

/// <summary>Walks from the root to the objects that a fetch starts from.</summary>
internal static class EntityWalk
{
    public static void Visit(Entity root, Fetch fetch, Supergraph supergraph, Action<Entity> visit)
    {
        var links = new List<PlaceLink>();
        for (var at = fetch.Anchor.Origin; at is not null; at = at.Parent.Origin) links.Add(at);
        links.Reverse();
        Descend(root, 0);

        void Descend(object? value, int depth)
        {
            switch (value)
            {
                case List<object?> items:
                    foreach (var item in items) Descend(item, depth);
                    break;
                case Entity entity when depth < links.Count:
                    Descend(entity.Follow(links[depth], supergraph), depth + 1);
                    break;
                case Entity entity when fetch.Case is null || entity.TypeIn(supergraph) == fetch.Case:
                    visit(entity);
                    break;
            }
        }
    }
}
