using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation;

/// <summary>Walks a document once for all rules, keeping up what the schema knows about the node at hand.</summary>
internal sealed class ValidationWalker(ValidationContext context, RuleSet rules) : SyntaxVisitor
{
    private readonly RuleVisitor[] _visitors = rules.Start(context);
    private readonly Schema? _schema = context.Schema;

    public override void Visit(SyntaxNode node)
    {
        if (context.IsStopped) return;
        var saved = context.Info;
        EnterTypes(node, ref context.Info);
        var skipped = EnterRules(node);
        context.Ancestors.Add(node);
        VisitChildren(node);
        context.Ancestors.RemoveAt(context.Ancestors.Count - 1);
        LeaveRules(node);
        if (skipped) Resume(node);
        context.Info = saved;
    }

    private bool EnterRules(SyntaxNode node)
    {
        var skipped = false;
        foreach (var index in rules.Entering(node.Kind))
        {
            var visitor = _visitors[index];
            if (visitor.Skipped is not null || visitor.Enter(node)) continue;
            visitor.Skipped = node;
            skipped = true;
        }

        return skipped;
    }

    private void LeaveRules(SyntaxNode node)
    {
        foreach (var index in rules.Leaving(node.Kind))
        {
            if (_visitors[index].Skipped is null) _visitors[index].Leave(node);
        }
    }

    private void Resume(SyntaxNode node)
    {
        foreach (var visitor in _visitors)
        {
            if (ReferenceEquals(visitor.Skipped, node)) visitor.Skipped = null;
        }
    }

    private void EnterTypes(SyntaxNode node, ref TypeInfo info)
    {
        switch (node.Kind)
        {
            case NodeKind.OperationDefinition:
                context.BeginUsages((DefinitionNode)node);
                info = new TypeInfo { Type = _schema?.RootType(((OperationDefinitionNode)node).Operation) };
                break;
            case NodeKind.FragmentDefinition:
                context.BeginUsages((DefinitionNode)node);
                info = new TypeInfo { Type = _schema?.FindType(((FragmentDefinitionNode)node).TypeCondition.Name) };
                break;
            case NodeKind.SelectionSet:
                info.ParentType = info.Type?.NamedType as CompositeType;
                break;
            case NodeKind.Field:
                info.Field = info.ParentType is null ? null : _schema?.FindField(info.ParentType, ((FieldNode)node).Name);
                info.Type = info.Field?.Type;
                break;
            case NodeKind.InlineFragment:
                if (((InlineFragmentNode)node).TypeCondition is { } condition) info.Type = _schema?.FindType(condition.Name);
                else info.Type = info.ParentType;
                break;
            case NodeKind.VariableDefinition:
                var type = _schema?.Resolve(((VariableDefinitionNode)node).Type);
                info.InputType = type is { IsInput: true } ? type : null;
                break;
            case NodeKind.InputValueDefinition:
                info.InputType = _schema?.Resolve(((InputValueDefinitionNode)node).Type);
                info.ParentInputType = null;
                break;
            case NodeKind.Directive:
                info.Directive = _schema?.FindDirective(((DirectiveNode)node).Name);
                break;
            case NodeKind.Argument:
                var name = ((ArgumentNode)node).Name;
                info.Argument = context.Parent is DirectiveNode ? info.Directive?.Arguments.Find(name) : info.Field?.Arguments.Find(name);
                info.HasDefault = info.Argument?.DefaultValue is not null;
                info.InputType = info.Argument?.Type;
                info.ParentInputType = null;
                break;
            case NodeKind.ListValue:
                info.ParentInputType = info.InputType;
                info.InputType = info.InputType?.Nullable is ListType list ? list.ItemType : info.InputType?.Nullable;
                info.HasDefault = false;
                break;
            case NodeKind.ObjectField:
                info.ParentInputType = info.InputType;
                var field = (info.InputType?.NamedType as InputObjectType)?.Fields.Find(((ObjectFieldNode)node).Name);
                info.InputType = field?.Type;
                info.HasDefault = field?.DefaultValue is not null;
                break;
            case NodeKind.EnumValue:
                info.EnumValue = (info.InputType?.NamedType as EnumType)?.Values.Find(((EnumValueNode)node).Value);
                break;
            case NodeKind.Variable:
                if (context.Parent is not VariableDefinitionNode) context.AddUsage((VariableNode)node);
                break;
        }
    }
}
