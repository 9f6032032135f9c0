using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;
using IbmPlatform.GraphQL.Validation.Rules;
using IbmPlatform.GraphQL.Validation.SchemaRules;

namespace IbmPlatform.GraphQL.Validation;

/// <summary>Checks a schema against the specification's section 3: the document's rules first, then those of each part of the model.</summary>
internal static class SchemaValidator
{
    // All faults at once: whoever writes a schema wants the whole list.
    private static readonly ValidationOptions DocumentRules = new() { MaxErrors = int.MaxValue };

    // Defaults and the arguments of applied directives can be checked only once the types are known.
    private static readonly ValidationOptions LiteralRules = new() { MaxErrors = int.MaxValue, Rules = [ValuesOfCorrectTypeRule.Rule] };

    public static IReadOnlyList<GraphQLError> Validate(DocumentNode document, Schema schema)
    {
        var faults = new SchemaFaults();
        RootChecks.Check(schema, faults);
        var inputCycles = new InputCycles(faults);
        var defaultCycles = new DefaultCycles(faults);
        var directiveCycles = new DirectiveCycles(schema, faults);
        foreach (var directive in schema.Directives)
        {
            MemberChecks.Check(directive, faults);
            directiveCycles.Check(directive);
        }

        foreach (var type in schema.Types.Where(type => type.AstNode is not null && !IntrospectionTypes.All.Contains(type)))
        {
            MemberChecks.Check(type, faults);
            MemberChecks.CheckReferences(type, schema, faults);
            if (type is FieldsType fields) ImplementationChecks.Check(fields, schema, faults);
            if (type is not InputObjectType input) continue;
            inputCycles.Check(input);
            defaultCycles.Check(input);
        }

        return
        [
            .. DocumentValidator.ValidateSdl(document, extended: null, DocumentRules),
            .. faults.Errors,
            .. DocumentValidator.ValidateSdl(document, schema, LiteralRules),
        ];
    }
}
