using System.Globalization;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Indexes;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Query.Execution;

namespace IbmPlatform.Mongo.Server.Update;

/// <summary>A path of an update: names, positions, <c>$</c> for the element that the filter found, <c>$[]</c> for all, <c>$[name]</c> for some.</summary>
internal sealed class UpdatePath
{
    public UpdatePath(string path)
    {
        Text = path;
        Parts = path.Split('.');
        if (path.Length == 0 || Parts.Any(p => p.Length == 0))
            throw new CommandException(MongoErrorCodes.EmptyFieldName, $"The update path '{path}' contains an empty field name, which is not allowed.");
        if (IsPositional(Parts[0]))
            throw CommandException.BadValue($"Cannot have positional (i.e. '$') element in the first position in path '{path}'");
        foreach (var part in Parts)
        {
            if (part.StartsWith('$') && !IsPositional(part))
                throw new CommandException(MongoErrorCodes.DollarPrefixedFieldName, $"The dollar ($) prefixed field '{part}' in '{path}' is not valid for storage.");
        }
    }

    public string Text { get; }

    public IReadOnlyList<string> Parts { get; }

    /// <summary>The names of <c>$[name]</c> in the path.</summary>
    public IEnumerable<string> ArrayFilterNames => Parts.Where(p => p.StartsWith("$[", StringComparison.Ordinal) && p.Length > 3).Select(p => p[2..^1]);

    /// <summary>The places in this document that the path stands for.</summary>
    public IReadOnlyList<FieldSlot> Slots(BsonDocument document, UpdateContext context)
    {
        if (!Parts.Any(IsPositional))
            return [new FieldSlot(document, Parts)];
        var slots = new List<FieldSlot>();
        Expand(document, document, [], context, slots);
        return slots;
    }

    private static bool IsPositional(string part) => part == "$" || part.StartsWith("$[", StringComparison.Ordinal) && part.EndsWith(']');

    private void Expand(BsonDocument root, BsonValue? current, List<string> way, UpdateContext context, List<FieldSlot> slots)
    {
        if (way.Count == Parts.Count)
        {
            slots.Add(new FieldSlot(root, [.. way]));
            return;
        }

        var part = Parts[way.Count];
        if (!IsPositional(part))
        {
            Step(root, Child(current, part), part, way, context, slots);
            return;
        }

        if (current is not BsonArray array)
        {
            throw CommandException.BadValue(
                $"The path '{string.Join('.', way)}' must exist in the document in order to apply array updates.");
        }

        var matched = part == "$" ? Matched(array, root, way, context) : 0;
        for (var i = 0; i < array.Count; i++)
        {
            Work.Step();
            if (part == "$" ? i == matched : part == "$[]" || context.ElementMatches(part[2..^1], array[i]))
                Step(root, array[i], i.ToString(CultureInfo.InvariantCulture), way, context, slots);
        }
    }

    private static int Matched(BsonArray array, BsonDocument root, List<string> way, UpdateContext context) =>
        PositionalMatch.Find(context.Filter, root, string.Join('.', way), array)
        ?? throw CommandException.BadValue("The positional operator did not find the match needed from the query.");

    private void Step(BsonDocument root, BsonValue? next, string part, List<string> way, UpdateContext context, List<FieldSlot> slots)
    {
        way.Add(part);
        Expand(root, next, way, context, slots);
        way.RemoveAt(way.Count - 1);
    }

    private static BsonValue? Child(BsonValue? container, string part) => container switch
    {
        BsonDocument document => document.Find(part),
        BsonArray array when ArrayPosition.Parse(part) is >= 0 and var position && position < array.Count => array[position],
        _ => null,
    };
}
