using System.Text.Json;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution.Binding;
using IbmPlatform.GraphQL.Execution.Inputs;
using IbmPlatform.GraphQL.Execution.Running;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Execution.Subgraphs;

/// <summary>The root fields that a federation router asks a subgraph: <c>_service</c> and <c>_entities</c>.</summary>
internal static class SubgraphFields
{
    public static readonly ObjectRegistration ServiceType = new("_Service", typeof(ServiceSdl), []);

    public static FieldBinding? Find(FieldDefinition field, BoundTypes types, OutputShapes shapes, string sdl) => field.Name switch
    {
        "_service" => new FieldBinding(RootOf(types), field.Name, shapes.Of(field.Type), [], new SyncResolver(_ => new ServiceSdl(sdl))),
        "_entities" => Entities(field, types, shapes),
        _ => null,
    };

    private static FieldBinding Entities(FieldDefinition field, BoundTypes types, OutputShapes shapes)
    {
        var representations = new ArgumentBinding(
            new InputPosition("representations", types.InputTypeOf(field.Arguments[0].Type)!, null), static value => value, null, null, null);
        return new FieldBinding(RootOf(types), field.Name, shapes.Of(field.Type), [representations], new AsyncResolver(call => Resolve(call, types)));
    }

    private static string RootOf(BoundTypes types) => types.Objects.First(o => o.Value.ClrType == typeof(RootValue)).Key;

    /// <summary>Asks each type's resolver once for all its references, and puts the answers into the order of the request.</summary>
    private static ValueTask<object?> Resolve(ResolverCall call, BoundTypes types)
    {
        var representations = (object?[])call.Arguments[0]!;
        var results = new object?[representations.Length];
        var groups = representations
            .Select((r, index) => (Index: index, Reference: ReferenceOf((JsonElement)r!)))
            .GroupBy(r => r.Reference.TypeName)
            .Select(g => new EntityGroup(g.Key, [.. g.Select(r => r.Index)], [.. g.Select(r => r.Reference)]));
        var pending = groups.Select(group => Start(call, group, types, results)).ToList();
        return Finish(pending, results);
    }

    private static async ValueTask<object?> Finish(List<Task> pending, object?[] results)
    {
        await Task.WhenAll(pending).ConfigureAwait(false);
        return results;
    }

    private static EntityReference ReferenceOf(JsonElement representation) =>
        new(representation.GetProperty("__typename"u8).GetString()!, representation);

    private static Task Start(ResolverCall call, EntityGroup group, BoundTypes types, object?[] results)
    {
        if (!types.Objects.TryGetValue(group.TypeName, out var type) || type.Entity is null)
        {
            Fill(group, results, new GraphQLException(
                $"Type \"{group.TypeName}\" has no key that this subgraph resolves.", ExecutionErrorCodes.BadUserInput));
            return Task.CompletedTask;
        }

        call.Parents = group.References;
        call.ParentCount = group.References.Length;
        try
        {
            return Collect(type.Entity.Resolve(call), type, group, results);
        }
        // The failure belongs to this type's references only.
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            Fill(group, results, e);
            return Task.CompletedTask;
        }
    }

    private static async Task Collect(ValueTask<object?> answer, ObjectBinding type, EntityGroup group, object?[] results)
    {
        try
        {
            var entities = BatchItems.Of(await answer.ConfigureAwait(false), group.Indexes.Length, $"{type.Name}.{EntityBinder.MethodName}");
            for (var i = 0; i < entities.Length; i++)
            {
                results[group.Indexes[i]] = entities[i] is null or Exception ? entities[i] : new TypedValue(type, entities[i]!);
            }
        }
        // The failure belongs to this type's references only.
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            Fill(group, results, e);
        }
    }

    private static void Fill(EntityGroup group, object?[] results, Exception failure)
    {
        foreach (var index in group.Indexes) results[index] = failure;
    }

    private sealed record EntityGroup(string TypeName, int[] Indexes, EntityReference[] References);
}

/// <summary>The parent of <c>_Service</c>'s one field.</summary>
internal sealed record ServiceSdl(string Sdl);
