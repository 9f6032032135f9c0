namespace IbmPlatform.GraphQL.Language;

/// <summary>Walks a tree depth first, members in the order of the grammar. Depth is bounded by the parser's limit.</summary>
public abstract class SyntaxVisitor
{
    /// <summary>Visits a node and what is below it.</summary>
    public virtual void Visit(SyntaxNode node)
    {
        if (Enter(node)) VisitChildren(node);
        Leave(node);
    }

    /// <summary>Called before a node's children; false leaves them out.</summary>
    protected virtual bool Enter(SyntaxNode node) => true;

    /// <summary>Called behind a node's children.</summary>
    protected virtual void Leave(SyntaxNode node)
    {
    }

    /// <summary>Visits the nodes directly below a node.</summary>
    protected void VisitChildren(SyntaxNode node)
    {
        switch (node.Kind)
        {
            case NodeKind.Document:
                VisitAll(((DocumentNode)node).Definitions);
                break;
            case NodeKind.OperationDefinition:
                var operation = (OperationDefinitionNode)node;
                VisitAll(operation.Variables);
                VisitAll(operation.Directives);
                Visit(operation.SelectionSet);
                break;
            case NodeKind.FragmentDefinition:
                var fragment = (FragmentDefinitionNode)node;
                Visit(fragment.TypeCondition);
                VisitAll(fragment.Directives);
                Visit(fragment.SelectionSet);
                break;
            case NodeKind.VariableDefinition:
                var variable = (VariableDefinitionNode)node;
                Visit(variable.Variable);
                Visit(variable.Type);
                if (variable.DefaultValue is not null) Visit(variable.DefaultValue);
                VisitAll(variable.Directives);
                break;
            case NodeKind.SelectionSet:
                VisitAll(((SelectionSetNode)node).Selections);
                break;
            case NodeKind.Field:
                var field = (FieldNode)node;
                VisitAll(field.Arguments);
                VisitAll(field.Directives);
                if (field.SelectionSet is not null) Visit(field.SelectionSet);
                break;
            case NodeKind.FragmentSpread:
                VisitAll(((FragmentSpreadNode)node).Directives);
                break;
            case NodeKind.InlineFragment:
                var inline = (InlineFragmentNode)node;
                if (inline.TypeCondition is not null) Visit(inline.TypeCondition);
                VisitAll(inline.Directives);
                Visit(inline.SelectionSet);
                break;
            case NodeKind.Argument:
                Visit(((ArgumentNode)node).Value);
                break;
            case NodeKind.Directive:
                VisitAll(((DirectiveNode)node).Arguments);
                break;
            case NodeKind.ListValue:
                VisitAll(((ListValueNode)node).Values);
                break;
            case NodeKind.ObjectValue:
                VisitAll(((ObjectValueNode)node).Fields);
                break;
            case NodeKind.ObjectField:
                Visit(((ObjectFieldNode)node).Value);
                break;
            case NodeKind.ListType:
                Visit(((ListTypeNode)node).Type);
                break;
            case NodeKind.NonNullType:
                Visit(((NonNullTypeNode)node).Type);
                break;
            default:
                if (node.Kind >= NodeKind.SchemaDefinition) VisitTypeSystem(node);
                break;
        }
    }

    private void VisitTypeSystem(SyntaxNode node)
    {
        switch (node)
        {
            case SchemaNode schema:
                VisitAll(schema.Directives);
                VisitAll(schema.OperationTypes);
                break;
            case OperationTypeDefinitionNode root:
                Visit(root.Type);
                break;
            case FieldDefinitionNode field:
                VisitAll(field.Arguments);
                Visit(field.Type);
                VisitAll(field.Directives);
                break;
            case InputValueDefinitionNode input:
                Visit(input.Type);
                if (input.DefaultValue is not null) Visit(input.DefaultValue);
                VisitAll(input.Directives);
                break;
            case EnumValueDefinitionNode value:
                VisitAll(value.Directives);
                break;
            case DirectiveDefinitionNode directive:
                VisitAll(directive.Arguments);
                break;
            case TypeSystemTypeNode type:
                if (type is IFieldsNode { Interfaces: var interfaces }) VisitAll(interfaces);
                VisitAll(type.Directives);
                if (type is IFieldsNode { Fields: var fields }) VisitAll(fields);
                else if (type is IUnionNode union) VisitAll(union.Types);
                else if (type is IEnumNode values) VisitAll(values.Values);
                else if (type is IInputObjectNode inputs) VisitAll(inputs.Fields);
                break;
        }
    }

    private void VisitAll<T>(IReadOnlyList<T> nodes) where T : SyntaxNode
    {
        for (var i = 0; i < nodes.Count; i++) Visit(nodes[i]);
    }
}
