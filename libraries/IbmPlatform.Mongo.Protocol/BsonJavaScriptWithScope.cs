namespace IbmPlatform.Mongo.Protocol;

/// <summary>JavaScript code with the variables that it sees (deprecated in BSON).</summary>
public sealed class BsonJavaScriptWithScope(string code, BsonDocument scope) : BsonValue
{
    /// <summary>The code.</summary>
    public string Code { get; } = code;

    /// <summary>The variables.</summary>
    public BsonDocument Scope { get; } = scope;

    /// <inheritdoc/>
    public override BsonType Type => BsonType.JavaScriptWithScope;

    internal override void WriteTo(BsonWriter writer, string name) => writer.WriteJavaScriptWithScope(name, Code, Scope);

    /// <inheritdoc/>
    public override bool Equals(BsonValue? other) =>
        other is BsonJavaScriptWithScope same && same.Code == Code && same.Scope.Equals(Scope);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Code, Scope);
}
