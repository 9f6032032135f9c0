using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Supergraphs;

/// <summary>A <c>join__FieldSet</c>: the selection that a key, <c>@requires</c> or <c>@provides</c> names.</summary>
internal sealed class FieldSet(string text, SelectionSetNode selection)
{
    public string Text { get; } = text;

    public SelectionSetNode Selection { get; } = selection;

    public static FieldSet Parse(string text) => new(text, Parser.ParseSelectionSet("{" + text + "}"));

    public override string ToString() => Text;
}
