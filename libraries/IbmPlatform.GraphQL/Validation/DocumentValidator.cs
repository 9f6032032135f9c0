using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation;

/// <summary>Checks documents by the rules of the specification's section 5.</summary>
public static class DocumentValidator
{
    private static readonly RuleSet Executable = new([.. ValidationRules.All, .. ValidationRules.IncrementalDelivery]);
    private static readonly RuleSet TypeSystem = new(ValidationRules.Sdl);

    /// <summary>The faults of an executable document; none when it can be executed against the schema.</summary>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema, DocumentNode document, ValidationOptions? options = null) =>
        Validate(document, schema, options ?? ValidationOptions.Default, Executable);

    /// <summary>The faults of a document that defines a schema, or that extends the one given, before a schema is made of it.</summary>
    public static IReadOnlyList<GraphQLError> ValidateSdl(DocumentNode document, Schema? extended = null, ValidationOptions? options = null) =>
        Validate(document, extended, options ?? ValidationOptions.Default, TypeSystem);

    private static IReadOnlyList<GraphQLError> Validate(DocumentNode document, Schema? schema, ValidationOptions options, RuleSet rules)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (options.Rules is not null) rules = new RuleSet(options.Rules);
        var context = new ValidationContext(document, schema, options);
        new ValidationWalker(context, rules).Visit(document);
        return context.Errors;
    }
}
