namespace IbmPlatform.GraphQL.Execution.Inputs;

/// <summary>A place inside an input value, for messages: <c>where.and[0].id</c>.</summary>
internal sealed record InputPath(InputPath? Parent, string Segment)
{
    public static InputPath Root(string name) => new(null, name);

    public InputPath Field(string name) => new(this, "." + name);

    public InputPath Item(int index) => new(this, $"[{index}]");

    public override string ToString() => Parent + Segment;
}
