using System.Text;

namespace IbmPlatform.GraphQL.Language;

/// <summary>Writes nodes as GraphQL text that reads back as the same nodes.</summary>
public sealed partial class Printer
{
    private const int MaxLine = 100;

    private readonly StringBuilder _output = new();
    private readonly bool _compact;
    private int _indent;

    private Printer(bool compact) => _compact = compact;

    /// <summary>The node as text for people: two spaces per level, one member per line.</summary>
    public static string Print(SyntaxNode node) => Print(node, compact: false);

    /// <summary>The node as the shortest text on one line, for sending.</summary>
    public static string PrintCompact(SyntaxNode node) => Print(node, compact: true);

    private static string Print(SyntaxNode node, bool compact)
    {
        ArgumentNullException.ThrowIfNull(node);
        var printer = new Printer(compact);
        printer.Node(node);
        return printer._output.ToString();
    }

    private void Node(SyntaxNode node)
    {
        switch (node)
        {
            case DocumentNode document: Document(document); break;
            case OperationDefinitionNode operation: Operation(operation, canBeBare: true); break;
            case FragmentDefinitionNode fragment: Fragment(fragment); break;
            case VariableDefinitionNode variable: Variable(variable); break;
            case SelectionSetNode selectionSet: SelectionSet(selectionSet); break;
            case SelectionNode selection: Selection(selection); break;
            case ArgumentNode argument: Pair(argument.Name, argument.Value); break;
            case ObjectFieldNode field: Pair(field.Name, field.Value); break;
            case DirectiveNode directive: Directive(directive); break;
            case ValueNode value: Value(value); break;
            case TypeNode type: Type(type); break;
            default: TypeSystem(node); break;
        }
    }

    private void Document(DocumentNode document)
    {
        for (var i = 0; i < document.Definitions.Count; i++)
        {
            if (i > 0) _output.Append(_compact ? " " : "\n\n");
            // Behind a type without a body the braces of a bare query would read as that body.
            if (document.Definitions[i] is OperationDefinitionNode operation)
                Operation(operation, canBeBare: i == 0 || document.Definitions[i - 1] is ExecutableDefinitionNode);
            else
                Node(document.Definitions[i]);
        }

        if (!_compact) _output.Append('\n');
    }

    private void Operation(OperationDefinitionNode operation, bool canBeBare)
    {
        var bare = canBeBare
            && operation is { Operation: OperationType.Query, Name: null, Description: null, Variables.Count: 0, Directives.Count: 0 };
        if (!bare)
        {
            Description(operation.Description);
            _output.Append(Keyword(operation.Operation));
            if (operation.Name is not null) _output.Append(' ').Append(operation.Name);
            else if (!_compact && operation.Variables.Count > 0) _output.Append(' ');
            List(operation.Variables, "(", ")", broken: operation.Variables.Any(variable => variable.Description is not null));
            Directives(operation.Directives);
            Space();
        }

        SelectionSet(operation.SelectionSet);
    }

    private void Fragment(FragmentDefinitionNode fragment)
    {
        Description(fragment.Description);
        _output.Append("fragment ").Append(fragment.Name).Append(" on ").Append(fragment.TypeCondition.Name);
        Directives(fragment.Directives);
        Space();
        SelectionSet(fragment.SelectionSet);
    }

    private void Variable(VariableDefinitionNode variable)
    {
        Description(variable.Description);
        Value(variable.Variable);
        Colon();
        Type(variable.Type);
        Default(variable.DefaultValue);
        Directives(variable.Directives);
    }

    private void SelectionSet(SelectionSetNode set)
    {
        _output.Append('{');
        _indent += 2;
        for (var i = 0; i < set.Selections.Count; i++)
        {
            if (!_compact) NewLine();
            else if (i > 0 && _output[^1] is not ('}' or ')')) _output.Append(' ');
            Selection(set.Selections[i]);
        }

        _indent -= 2;
        if (!_compact) NewLine();
        _output.Append('}');
    }

    private void Selection(SelectionNode selection)
    {
        switch (selection)
        {
            case FieldNode field:
                if (field.Alias is not null)
                {
                    _output.Append(field.Alias);
                    Colon();
                }

                _output.Append(field.Name);
                List(field.Arguments, "(", ")");
                Directives(field.Directives);
                if (field.SelectionSet is null) break;
                Space();
                SelectionSet(field.SelectionSet);
                break;
            case FragmentSpreadNode spread:
                _output.Append("...").Append(spread.Name);
                Directives(spread.Directives);
                break;
            case InlineFragmentNode inline:
                _output.Append("...");
                if (inline.TypeCondition is not null)
                {
                    Space();
                    _output.Append("on ").Append(inline.TypeCondition.Name);
                }

                Directives(inline.Directives);
                Space();
                SelectionSet(inline.SelectionSet);
                break;
        }
    }

    private void Directives(IReadOnlyList<DirectiveNode> directives)
    {
        foreach (var directive in directives)
        {
            Space();
            Directive(directive);
        }
    }

    private void Directive(DirectiveNode directive)
    {
        _output.Append('@').Append(directive.Name);
        List(directive.Arguments, "(", ")");
    }

    private void Value(ValueNode value)
    {
        switch (value)
        {
            case VariableNode variable: _output.Append('$').Append(variable.Name); break;
            case IntValueNode number: _output.Append(number.Value); break;
            case FloatValueNode number: _output.Append(number.Value); break;
            case BooleanValueNode boolean: _output.Append(boolean.Value ? "true" : "false"); break;
            case NullValueNode: _output.Append("null"); break;
            case EnumValueNode name: _output.Append(name.Value); break;
            case StringValueNode text: String(text); break;
            case ListValueNode list:
                _output.Append('[');
                Separated(list.Values);
                _output.Append(']');
                break;
            case ObjectValueNode fields:
                _output.Append('{');
                if (fields.Fields.Count > 0) Space();
                Separated(fields.Fields);
                if (fields.Fields.Count > 0) Space();
                _output.Append('}');
                break;
        }
    }

    private void String(StringValueNode text)
    {
        if (text.Block && !_compact && StringPrinter.IsBlockable(text.Value)) StringPrinter.Block(_output, text.Value, _indent);
        else StringPrinter.Quoted(_output, text.Value);
    }

    private void Type(TypeNode type)
    {
        switch (type)
        {
            case NamedTypeNode named:
                _output.Append(named.Name);
                break;
            case ListTypeNode list:
                _output.Append('[');
                Type(list.Type);
                _output.Append(']');
                break;
            case NonNullTypeNode nonNull:
                Type(nonNull.Type);
                _output.Append('!');
                break;
        }
    }

    private void Pair(string name, ValueNode value)
    {
        _output.Append(name);
        Colon();
        Value(value);
    }

    private void Default(ValueNode? value)
    {
        if (value is null) return;
        _output.Append(_compact ? "=" : " = ");
        Value(value);
    }

    private void Description(StringValueNode? description)
    {
        if (description is null) return;
        String(description);
        if (_compact) _output.Append(' ');
        else NewLine();
    }

    /// <summary>Items in brackets: on one line when they fit, otherwise one per line. Nothing when there are none.</summary>
    private void List<T>(IReadOnlyList<T> items, string open, string close, bool broken = false) where T : SyntaxNode
    {
        if (items.Count == 0) return;
        _output.Append(open);
        var start = _output.Length;
        if (_compact || !broken)
        {
            Separated(items);
            if (_compact || _output.Length - start + LineLength(start) <= MaxLine)
            {
                _output.Append(close);
                return;
            }

            _output.Length = start;
        }

        _indent += 2;
        foreach (var item in items)
        {
            NewLine();
            Node(item);
        }

        _indent -= 2;
        NewLine();
        _output.Append(close);
    }

    private void Separated<T>(IReadOnlyList<T> items) where T : SyntaxNode
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0) _output.Append(_compact ? "," : ", ");
            Node(items[i]);
        }
    }

    private int LineLength(int end)
    {
        var length = 0;
        while (length < end && length <= MaxLine && _output[end - 1 - length] != '\n') length++;
        return length;
    }

    private void Space()
    {
        if (!_compact) _output.Append(' ');
    }

    private void Colon() => _output.Append(_compact ? ":" : ": ");

    private void NewLine() => _output.Append('\n').Append(' ', _indent);

    private static string Keyword(OperationType operation) => operation switch
    {
        OperationType.Query => "query",
        OperationType.Mutation => "mutation",
        _ => "subscription",
    };
}
