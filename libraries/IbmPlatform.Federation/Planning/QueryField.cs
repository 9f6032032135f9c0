using System.Text;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Planning;

/// <summary>A field of a subgraph request.</summary>
/// <param name="Key">Its response name there.</param>
/// <param name="Demand">Name and arguments.</param>
/// <param name="Below">What is selected below; null for leaves.</param>
internal sealed record QueryField(string Key, FieldDemand Demand, QueryNode? Below)
{
    public void Print(StringBuilder text)
    {
        if (Key != Demand.Name) text.Append(Key).Append(": ");
        text.Append(Demand.Name);
        if (Demand.Arguments.Count > 0) text.Append('(').AppendJoin(", ", Demand.Arguments.Select(Printer.PrintCompact)).Append(')');
        Below?.Print(text);
        text.Append(' ');
    }

    public IEnumerable<string> Variables() =>
        Demand.Arguments.SelectMany(argument => VariablesIn(argument.Value)).Concat(Below?.Variables() ?? []);

    public static IEnumerable<string> VariablesIn(ValueNode value) => value switch
    {
        VariableNode variable => [variable.Name],
        ListValueNode list => list.Values.SelectMany(VariablesIn),
        ObjectValueNode fields => fields.Fields.SelectMany(field => VariablesIn(field.Value)),
        _ => [],
    };
}
