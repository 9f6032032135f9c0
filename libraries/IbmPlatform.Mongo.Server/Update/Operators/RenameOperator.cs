using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Update.Operators;

/// <summary><c>$rename</c>: moves a field; neither path may pass through an array.</summary>
internal sealed class RenameOperator(UpdatePath source, UpdatePath target) : IUpdateOperator
{
    public string? OtherPath => target.Text;

    public void Apply(FieldSlot slot, UpdateContext context) => throw new NotSupportedException("$rename needs the whole document.");

    public void Apply(FieldSlot slot, BsonDocument document, UpdateContext context)
    {
        CheckNoArray(document, source);
        CheckNoArray(document, target);
        if (slot.Value is not { } value)
            return;
        slot.Remove();
        new FieldSlot(document, target.Parts).Set(value);
    }

    private static void CheckNoArray(BsonDocument document, UpdatePath path)
    {
        BsonValue? current = document;
        foreach (var part in path.Parts)
        {
            if (current is BsonArray)
                throw CommandException.BadValue($"The path '{path.Text}' of $rename cannot pass through an array");
            current = (current as BsonDocument)?.Find(part);
        }
    }
}
