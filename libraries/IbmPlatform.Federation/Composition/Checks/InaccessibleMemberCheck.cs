using IbmPlatform.Federation.Composition.Merging;

namespace IbmPlatform.Federation.Composition.Checks;

/// <summary>What remains visible must still be a whole schema.</summary>
internal sealed class InaccessibleMemberCheck : ISupergraphCheck
{
    public void Check(MergedSupergraph supergraph, MergeContext context)
    {
        if (supergraph.Find("Query") is { Inaccessible: true })
            context.Report.Error(ErrorCodes.QueryRootInaccessible, "Type \"Query\" is @inaccessible, so that nothing could be asked; hide its fields instead.");
        foreach (var type in supergraph.Types.Values.Where(type => !type.Inaccessible))
        {
            MergedElement[] members = [.. type.Fields.Values, .. type.InputFields.Values, .. type.EnumValues.Values, .. type.Members.Select(supergraph.Find).OfType<MergedType>()];
            if (members.Length > 0 && members.All(member => member.Inaccessible))
                context.Report.Error(ErrorCodes.OnlyInaccessibleChildren, $"All members of type \"{type.Name}\" are @inaccessible; mark the type @inaccessible too, or show one of them.");
            foreach (var input in type.InputFields.Values.Where(input => input is { Inaccessible: true, Required: true }))
                Required($"{type.Name}.{input.Name}");
            foreach (var field in type.Fields.Values)
            {
                if (field.Inaccessible) CheckInterfaces(type, field);
                else foreach (var argument in field.Arguments.Values.Where(argument => argument is { Inaccessible: true, Required: true })) Required($"{type.Name}.{field.Name}({argument.Name}:)");
            }
        }

        void Required(string coordinate) =>
            context.Report.Error(ErrorCodes.RequiredInaccessible, $"\"{coordinate}\" is @inaccessible but required, so that no client could fill it in; give it a default, or make it nullable.");

        void CheckInterfaces(MergedType type, MergedField field)
        {
            foreach (var parent in type.Interfaces.Select(supergraph.Find).OfType<MergedType>().Where(parent => !parent.Inaccessible))
            {
                if (parent.Fields.GetValueOrDefault(field.Name) is { Inaccessible: false })
                    context.Report.Error(ErrorCodes.ImplementedByInaccessible, $"\"{type.Name}.{field.Name}\" is @inaccessible but implements \"{parent.Name}.{field.Name}\", which is not; hide both or neither.");
            }
        }
    }
}
