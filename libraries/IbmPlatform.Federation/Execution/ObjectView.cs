using System.Text.Json;
using IbmPlatform.Federation.Planning;
using IbmPlatform.Federation.Supergraphs;

namespace IbmPlatform.Federation.Execution;

/// <summary>An object while it is written: kept, with its slots, or read straight from one subgraph's JSON.</summary>
internal readonly struct ObjectView(Entity? entity, JsonElement element)
{
    public Entity? Entity { get; } = entity;

    public JsonElement Slot(int slot) => Entity is null ? element : Entity.Slots[slot];

    public SubgraphFailure? FailureOf(int slot) => slot < 0 ? null : Entity?.FailureOf(slot);

    public SupergraphType? TypeIn(Place place, Supergraph supergraph) =>
        Entity is not null ? Entity.TypeIn(supergraph) : place.ObjectType ?? ElementType.Of(element, supergraph);
}
