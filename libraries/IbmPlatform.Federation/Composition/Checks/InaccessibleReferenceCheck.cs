using IbmPlatform.Federation.Composition.Merging;
using IbmPlatform.Federation.Composition.Subgraphs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Composition.Checks;

/// <summary>What clients see must not speak of what they don't.</summary>
internal sealed class InaccessibleReferenceCheck : ISupergraphCheck
{
    public void Check(MergedSupergraph supergraph, MergeContext context)
    {
        foreach (var type in supergraph.Types.Values.Where(type => !type.Inaccessible))
        {
            foreach (var field in type.Fields.Values.Where(field => !field.Inaccessible))
            {
                Refer(field.Type, $"{type.Name}.{field.Name}");
                foreach (var argument in field.Arguments.Values.Where(argument => !argument.Inaccessible)) Refer(argument, $"{type.Name}.{field.Name}({argument.Name}:)");
            }

            foreach (var input in type.InputFields.Values.Where(input => !input.Inaccessible)) Refer(input, $"{type.Name}.{input.Name}");
        }

        void Refer(object element, string coordinate)
        {
            var reference = element as TypeNode ?? ((MergedInput)element).Type;
            var name = reference.NamedType.Name;
            if (supergraph.Find(name) is not { } referred) return;
            if (referred.Inaccessible)
                context.Report.Error(ErrorCodes.ReferencedInaccessible, $"\"{coordinate}\" is of type \"{reference}\", but \"{name}\" is @inaccessible; mark \"{coordinate}\" @inaccessible too, or show the type.");
            else if (element is MergedInput { DefaultValue: { } value } && HiddenIn(value, referred) is { } hidden)
                context.Report.Error(ErrorCodes.DefaultValueUsesInaccessible, $"The default of \"{coordinate}\" uses \"{hidden}\", which is @inaccessible; choose another default.");
        }

        string? HiddenIn(ValueNode value, MergedType type) => value switch
        {
            ListValueNode list => list.Values.Select(item => HiddenIn(item, type)).FirstOrDefault(hidden => hidden is not null),
            EnumValueNode name => type.EnumValues.GetValueOrDefault(name.Value)?.Inaccessible == true ? $"{type.Name}.{name.Value}" : null,
            ObjectValueNode fields => fields.Fields.Select(field => HiddenField(field, type)).FirstOrDefault(hidden => hidden is not null),
            _ => null,
        };

        string? HiddenField(ObjectFieldNode node, MergedType type)
        {
            if (type.InputFields.GetValueOrDefault(node.Name) is not { } field) return null;
            if (field.Inaccessible) return $"{type.Name}.{node.Name}";
            return supergraph.Find(field.Type.NamedType.Name) is { } inner ? HiddenIn(node.Value, inner) : null;
        }
    }
}
