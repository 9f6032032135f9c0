namespace IbmPlatform.Mongo.Protocol;

/// <summary>A regular expression.</summary>
public sealed class BsonRegex : BsonValue
{
    /// <summary>Keeps the options in alphabetical order, as BSON requires. Neither part may hold U+0000, which ends it on the wire.</summary>
    public BsonRegex(string pattern, string options = "")
    {
        if (pattern.Contains('\0') || options.Contains('\0'))
            throw new BsonException("A regular expression and its options cannot hold U+0000.");
        Pattern = pattern;
        Options = options.Length < 2 ? options : string.Concat(options.Order());
    }

    /// <summary>The pattern.</summary>
    public string Pattern { get; }

    /// <summary>The option letters, sorted.</summary>
    public string Options { get; }

    /// <inheritdoc/>
    public override BsonType Type => BsonType.Regex;

    internal override void WriteTo(BsonWriter writer, string name) => writer.WriteRegex(name, Pattern, Options);

    /// <inheritdoc/>
    public override bool Equals(BsonValue? other) => other is BsonRegex same && same.Pattern == Pattern && same.Options == Options;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Pattern, Options);
}
