namespace IbmPlatform.Mongo.Client;

/// <summary>The element's name where it is not the property's in camelCase.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BsonNameAttribute(string name) : Attribute
{
    /// <summary>The name in the document.</summary>
    public string Name { get; } = name;
}
