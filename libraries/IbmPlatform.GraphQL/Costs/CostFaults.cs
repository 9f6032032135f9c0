using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Costs;

/// <summary>Finds every <c>@cost</c> and <c>@listSize</c> that cannot mean anything: a wrong one would make what is dear look cheap.</summary>
public static class CostFaults
{
    /// <summary>The faults, each with its place; empty when there are none.</summary>
    public static IReadOnlyList<GraphQLError> Of(Schema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var names = CostNames.Of(schema.AppliedDirectives);
        var faults = new List<GraphQLError>();
        foreach (var type in schema.Types)
        {
            CheckWeight(faults, names, type.Name, type.AppliedDirectives);
            if (type is FieldsType composite) CheckFields(faults, names, composite);
            else if (type is InputObjectType input) CheckInputs(faults, names, type.Name + ".", input.Fields);
        }

        foreach (var directive in schema.Directives) CheckInputs(faults, names, $"@{directive.Name}.", directive.Arguments);
        return faults;
    }

    private static void CheckFields(List<GraphQLError> faults, CostNames names, FieldsType type)
    {
        foreach (var field in type.Fields)
        {
            var coordinate = $"{type.Name}.{field.Name}";
            CheckWeight(faults, names, coordinate, field.AppliedDirectives);
            CheckInputs(faults, names, coordinate + ".", field.Arguments);
            if (CostDirectives.ListSize(names, field.AppliedDirectives) is { } size) CheckSize(faults, coordinate, field, size);
        }
    }

    private static void CheckInputs(List<GraphQLError> faults, CostNames names, string prefix, IEnumerable<InputValueDefinition> inputs)
    {
        foreach (var input in inputs) CheckWeight(faults, names, prefix + input.Name, input.AppliedDirectives);
    }

    private static void CheckWeight(List<GraphQLError> faults, CostNames names, string coordinate, IReadOnlyList<DirectiveNode> applied)
    {
        if (CostDirectives.Find(names.Cost, applied) is { } cost && !CostDirectives.TryReadWeight(cost, out _))
            faults.Add(Fault(cost, $"The weight of {coordinate} is no number; expected one such as \"2.5\"."));
    }

    private static void CheckSize(List<GraphQLError> faults, string coordinate, FieldDefinition field, DirectiveNode size)
    {
        var sized = CostDirectives.Texts(size.Argument("sizedFields"));
        if (sized.Length == 0 && field.Type.Nullable is not ListType)
            faults.Add(Fault(size, $"{coordinate} is no list; name the fields of {field.Type.NamedType} that are, in sizedFields."));
        foreach (var name in sized)
        {
            if (field.Type.NamedType is not FieldsType type || type.Fields.Find(name)?.Type.Nullable is not ListType)
                faults.Add(Fault(size, $"The sized field \"{name}\" of {coordinate} is no list of {field.Type.NamedType}."));
        }

        foreach (var path in CostDirectives.Texts(size.Argument("slicingArguments")))
        {
            if (!IsSlice(field, path.Split('.')))
                faults.Add(Fault(size, $"The slicing argument \"{path}\" of {coordinate} is no argument that is a whole number or a list."));
        }
    }

    private static bool IsSlice(FieldDefinition field, ReadOnlySpan<string> path)
    {
        var type = field.Arguments.Find(path[0])?.Type;
        foreach (var name in path[1..])
        {
            if (type?.Nullable is not InputObjectType input) return false;
            type = input.Fields.Find(name)?.Type;
        }

        return type?.Nullable is ListType or ScalarType { Name: "Int" };
    }

    private static GraphQLError Fault(DirectiveNode directive, string message) => new(message)
    {
        Locations = directive.Location.IsKnown ? [directive.Location.ToSourceLocation()] : [],
        Extensions = new Dictionary<string, object?> { ["code"] = ErrorCodes.ValidationFailed, ["specifiedBy"] = "https://ibm.github.io/graphql-specs/cost-spec.html" },
    };
}
