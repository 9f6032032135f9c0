using System.Text;
using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution.Leaves;

/// <summary>An enum type bound to a C# enum.</summary>
internal sealed class EnumBinding<T> : LeafBinding, ITypedLeaf<T> where T : struct, Enum
{
    private readonly Dictionary<string, object> _byName;
    private readonly Dictionary<T, byte[]> _json;

    /// <param name="name">The enum type.</param>
    /// <param name="members">The C# member of each value name.</param>
    public EnumBinding(string name, IReadOnlyDictionary<string, object> members) : base(name, typeof(T))
    {
        _byName = new Dictionary<string, object>(members, StringComparer.Ordinal);
        _json = members.ToDictionary(m => (T)m.Value, m => Encoding.UTF8.GetBytes($"\"{m.Key}\""));
    }

    public override void WriteResult(object value, Utf8JsonBuffer buffer) =>
        Write(value is T typed ? typed : throw RefuseResult(value), buffer);

    public void Write(T value, Utf8JsonBuffer buffer) =>
        buffer.WriteRaw(_json.TryGetValue(value, out var json) ? json : throw Refuse(value.ToString(), "it has no such value."));

    public override object ReadJson(System.Text.Json.JsonElement value) =>
        value.ValueKind == System.Text.Json.JsonValueKind.String ? Find(value.GetString()!, "\"") : throw Refuse(value.GetRawText());

    protected override object ReadEnumLiteral(string name) => Find(name, "");

    private object Find(string name, string quote) =>
        _byName.TryGetValue(name, out var value)
            ? value
            : throw Refuse(quote + name + quote, $"its values are {string.Join(", ", _byName.Keys.Take(20))}{(_byName.Count > 20 ? ", …" : "")}.");
}
