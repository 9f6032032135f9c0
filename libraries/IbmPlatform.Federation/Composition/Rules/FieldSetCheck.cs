using IbmPlatform.Federation.Composition.Subgraphs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Composition.Rules;

/// <summary>Checks the selections of one <c>@key</c>, <c>@requires</c> or <c>@provides</c> against the subgraph's types.</summary>
/// <param name="Subgraph">Where it is written.</param>
/// <param name="Directive">The directive's name, without the at sign.</param>
/// <param name="Place">What it stands on, as messages name it.</param>
/// <param name="Report">Takes the faults.</param>
internal sealed record FieldSetCheck(Subgraph Subgraph, string Directive, string Place, CompositionReport Report)
{
    /// <summary>Whether fields may be given arguments, as only <c>@requires</c> allows.</summary>
    public bool AllowArguments { get; init; }

    /// <summary>Called for each leaf with whether an external field stands above it.</summary>
    public Action<SubgraphField, bool>? OnLeaf { get; init; }

    /// <summary>Called for each field selected.</summary>
    public Action<SubgraphField>? OnField { get; init; }

    public void Run(SubgraphType type, string fields)
    {
        if (!FieldSets.TryParse(fields, out var selections, out var fault)) Fail("INVALID_FIELDS", fields, fault);
        else Check(type, selections, fields, false);
    }

    private void Check(SubgraphType type, SelectionSetNode selections, string fields, bool underExternal)
    {
        foreach (var selection in selections.Selections)
        {
            if (selection.Directives.Count > 0) Fail("DIRECTIVE_IN_FIELDS_ARG", fields, "a field set can't hold directives; remove them.");
            switch (selection)
            {
                case InlineFragmentNode fragment:
                    var condition = fragment.TypeCondition is null ? type : Subgraph.Find(fragment.TypeCondition.Name);
                    if (condition is null || !condition.IsComposite) Fail("INVALID_FIELDS", fields, $"\"{fragment.TypeCondition?.Name}\" is not an object, interface or union type of the subgraph.");
                    else Check(condition, fragment.SelectionSet, fields, underExternal);
                    break;
                case FieldNode { Name: "__typename" }:
                    break;
                case FieldNode node:
                    CheckField(type, node, fields, underExternal);
                    break;
                default:
                    Fail("INVALID_FIELDS", fields, "a field set can't hold named fragments; write the fields out.");
                    break;
            }
        }
    }

    private void CheckField(SubgraphType type, FieldNode node, string fields, bool underExternal)
    {
        if (!type.Fields.TryGetValue(node.Name, out var field))
        {
            Fail("INVALID_FIELDS", fields, $"type \"{type.Name}\" has no field \"{node.Name}\" in this subgraph (if another subgraph owns it, mention it here with @external).");
            return;
        }

        if (node.Alias is not null) Fail("INVALID_FIELDS", fields, $"field \"{field.Coordinate}\" can't be given an alias.");
        if (!AllowArguments && (node.Arguments.Count > 0 || field.Arguments.Count > 0))
            Fail("FIELDS_HAS_ARGS", fields, $"field \"{field.Coordinate}\" takes arguments; choose one without.");
        OnField?.Invoke(field);
        var inner = Subgraph.Find(field.Type.NamedType.Name) is { IsComposite: true } composite ? composite : null;
        if (node.SelectionSet is null && inner is not null) Fail("INVALID_FIELDS", fields, $"field \"{field.Coordinate}\" is of type \"{field.Type}\" and needs a selection of its fields.");
        else if (node.SelectionSet is not null && inner is null) Fail("INVALID_FIELDS", fields, $"field \"{field.Coordinate}\" is of type \"{field.Type}\", which has no fields to select.");
        else if (node.SelectionSet is null) OnLeaf?.Invoke(field, underExternal);
        else Check(inner!, node.SelectionSet, fields, underExternal || IsExternalHere(field));
    }

    // A field of an interface is never external itself: its implementations' fields are.
    private bool IsExternalHere(SubgraphField field) =>
        field.External || (field.Parent.Kind == TypeKind.Interface && Subgraph.PossibleTypes(field.Parent).Any(type => type.Fields.TryGetValue(field.Name, out var own) && own.External));

    private void Fail(string suffix, string fields, string problem) =>
        Report.Error($"{Directive.ToUpperInvariant()}_{suffix}", $"[{Subgraph.Name}] On {Place}, for @{Directive}(fields: \"{fields}\"): {problem}");
}
