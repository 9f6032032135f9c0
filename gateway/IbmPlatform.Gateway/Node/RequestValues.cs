using System.Text.Json;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Gateway.Node;

/// <summary>A request's variables and what depends on them: the ids asked for, and which selections are included.</summary>
internal sealed class RequestValues(JsonElement? variables, OperationDefinitionNode operation)
{
    /// <summary>The fields selected of a type: fragments that apply opened, conditions decided.</summary>
    public IEnumerable<FieldNode> Fields(SelectionSetNode selections, Func<string, bool> applies)
    {
        foreach (var selection in selections.Selections.Where(selection => IsIncluded(selection.Directives)))
        {
            if (selection is FieldNode field) yield return field;
            if (selection is not InlineFragmentNode fragment || (fragment.TypeCondition is not null && !applies(fragment.TypeCondition.Name))) continue;
            foreach (var inner in Fields(fragment.SelectionSet, applies)) yield return inner;
        }
    }

    /// <summary>The ids that a root field asks for, in order; null for one that is null.</summary>
    public IReadOnlyList<string?> Ids(FieldNode field) => field.Name switch
    {
        "node" => [.. Texts(Argument(field, "id"))],
        "nodes" => [.. Texts(Argument(field, "ids"))],
        _ => [],
    };

    /// <summary>A variable's value; undefined when the request doesn't give it.</summary>
    public JsonElement Variable(string name) => variables is { } all && all.TryGetProperty(name, out var value) ? value : default;

    private static ValueNode? Argument(FieldNode field, string name) => field.Arguments.FirstOrDefault(argument => argument.Name == name)?.Value;

    private IEnumerable<string?> Texts(ValueNode? value) => value switch
    {
        StringValueNode text => [text.Value],
        IntValueNode number => [number.Value],
        ListValueNode list => list.Values.SelectMany(Texts),
        VariableNode variable => Texts(Variable(variable.Name)) ?? Texts(operation.Variables.FirstOrDefault(declared => declared.Name == variable.Name)?.DefaultValue),
        _ => [null],
    };

    private static IEnumerable<string?>? Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => null,
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Texts(item) ?? [null]),
        JsonValueKind.String => [value.GetString()],
        JsonValueKind.Number => [value.GetRawText()],
        _ => [null],
    };

    private bool IsIncluded(IReadOnlyList<DirectiveNode> directives) => directives.All(directive => directive.Name switch
    {
        "include" => IsTrue(directive.Argument("if")),
        "skip" => !IsTrue(directive.Argument("if")),
        _ => true,
    });

    private bool IsTrue(ValueNode? value) => value switch
    {
        BooleanValueNode literal => literal.Value,
        VariableNode variable => Variable(variable.Name).ValueKind == JsonValueKind.True,
        _ => false,
    };
}
