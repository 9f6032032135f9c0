using IbmPlatform.GraphQL.Validation.Rules;

namespace IbmPlatform.GraphQL.Validation;

/// <summary>The rules, in the order of the specification.</summary>
public static class ValidationRules
{
    /// <summary>All rules of section 5 for executable documents.</summary>
    public static IReadOnlyList<ValidationRule> All { get; } =
    [
        ExecutableDefinitionsRule.Rule,
        UniqueOperationNamesRule.Rule,
        LoneAnonymousOperationRule.Rule,
        SingleFieldSubscriptionsRule.Rule,
        KnownTypeNamesRule.Rule,
        FragmentsOnCompositeTypesRule.Rule,
        VariablesAreInputTypesRule.Rule,
        ScalarLeafsRule.Rule,
        FieldsOnCorrectTypeRule.Rule,
        UniqueFragmentNamesRule.Rule,
        KnownFragmentNamesRule.Rule,
        NoUnusedFragmentsRule.Rule,
        PossibleFragmentSpreadsRule.Rule,
        NoFragmentCyclesRule.Rule,
        UniqueVariableNamesRule.Rule,
        NoUndefinedVariablesRule.Rule,
        NoUnusedVariablesRule.Rule,
        KnownDirectivesRule.Rule,
        UniqueDirectivesPerLocationRule.Rule,
        KnownArgumentNamesRule.Rule,
        UniqueArgumentNamesRule.Rule,
        ValuesOfCorrectTypeRule.Rule,
        ProvidedRequiredArgumentsRule.Rule,
        VariablesInAllowedPositionRule.Rule,
        OverlappingFieldsCanBeMergedRule.Rule,
        UniqueInputFieldNamesRule.Rule,
    ];

    /// <summary>The rules of the draft of incremental delivery: they concern schemas with <c>@defer</c> and <c>@stream</c>.</summary>
    public static IReadOnlyList<ValidationRule> IncrementalDelivery { get; } =
    [
        DeferStreamDirectiveOnRootFieldRule.Rule,
        DeferStreamDirectiveOnValidOperationsRule.Rule,
        DeferStreamDirectiveLabelRule.Rule,
        StreamDirectiveOnListFieldRule.Rule,
    ];

    /// <summary>The rules for documents that define or extend a schema.</summary>
    public static IReadOnlyList<ValidationRule> Sdl { get; } =
    [
        LoneSchemaDefinitionRule.Rule,
        UniqueOperationTypesRule.Rule,
        UniqueTypeNamesRule.Rule,
        UniqueEnumValueNamesRule.Rule,
        UniqueFieldDefinitionNamesRule.Rule,
        UniqueArgumentDefinitionNamesRule.Rule,
        UniqueDirectiveNamesRule.Rule,
        KnownTypeNamesRule.Rule,
        KnownDirectivesRule.Rule,
        UniqueDirectivesPerLocationRule.Rule,
        PossibleTypeExtensionsRule.Rule,
        KnownArgumentNamesOnDirectivesRule.Rule,
        UniqueArgumentNamesRule.Rule,
        UniqueInputFieldNamesRule.Rule,
        ProvidedRequiredArgumentsOnDirectivesRule.Rule,
    ];

    /// <summary>Stops introspection queries whose nested lists multiply the response. Recommended for public services.</summary>
    public static ValidationRule MaxIntrospectionDepth => MaxIntrospectionDepthRule.Rule;

    /// <summary>Refuses the use of anything deprecated.</summary>
    public static ValidationRule NoDeprecated => NoDeprecatedCustomRule.Rule;

    /// <summary>Refuses introspection, apart from <c>__typename</c>.</summary>
    public static ValidationRule NoSchemaIntrospection => NoSchemaIntrospectionCustomRule.Rule;
}
