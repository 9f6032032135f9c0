namespace IbmPlatform.Federation.Composition;

/// <summary>Codes of <see cref="CompositionError"/>; the names are the ones that Apollo documents.</summary>
internal static class ErrorCodes
{
    public const string InvalidGraphQL = "INVALID_GRAPHQL";
    public const string InvalidSubgraphName = "INVALID_SUBGRAPH_NAME";
    public const string NoQueries = "NO_QUERIES";
    public const string UnknownLinkVersion = "UNKNOWN_FEDERATION_LINK_VERSION";
    public const string InvalidLink = "INVALID_LINK_DIRECTIVE_USAGE";
    public const string UnsupportedFeature = "UNSUPPORTED_FEATURE";

    public const string ExternalUnused = "EXTERNAL_UNUSED";
    public const string ExternalOnInterface = "EXTERNAL_ON_INTERFACE";
    public const string ExternalMissingOnBase = "EXTERNAL_MISSING_ON_BASE";
    public const string ExternalTypeMismatch = "EXTERNAL_TYPE_MISMATCH";
    public const string ExternalArgumentMissing = "EXTERNAL_ARGUMENT_MISSING";
    public const string ExternalArgumentTypeMismatch = "EXTERNAL_ARGUMENT_TYPE_MISMATCH";
    public const string ExternalArgumentDefaultMismatch = "EXTERNAL_ARGUMENT_DEFAULT_MISMATCH";
    public const string ExternalCollision = "EXTERNAL_COLLISION_WITH_ANOTHER_DIRECTIVE";

    public const string KeyUnsupportedOnInterface = "KEY_UNSUPPORTED_ON_INTERFACE";
    public const string KeySelectsInvalidType = "KEY_FIELDS_SELECT_INVALID_TYPE";
    public const string RequiresMissingExternal = "REQUIRES_FIELDS_MISSING_EXTERNAL";
    public const string ProvidesMissingExternal = "PROVIDES_FIELDS_MISSING_EXTERNAL";
    public const string ProvidesOnNonObject = "PROVIDES_ON_NON_OBJECT_FIELD";

    public const string InvalidFieldSharing = "INVALID_FIELD_SHARING";
    public const string InvalidShareableUsage = "INVALID_SHAREABLE_USAGE";
    public const string InterfaceObjectUsage = "INTERFACE_OBJECT_USAGE_ERROR";
    public const string InterfaceKeyMissingImplementation = "INTERFACE_KEY_MISSING_IMPLEMENTATION_TYPE";
    public const string InterfaceFieldNoImplementation = "INTERFACE_FIELD_NO_IMPLEM";

    public const string CostOnInterfaceField = "COST_APPLIED_TO_INTERFACE_FIELD";

    public const string OverrideFromSelf = "OVERRIDE_FROM_SELF_ERROR";
    public const string OverrideSourceHasOverride = "OVERRIDE_SOURCE_HAS_OVERRIDE";
    public const string OverrideCollision = "OVERRIDE_COLLISION_WITH_ANOTHER_DIRECTIVE";
    public const string OverrideOnInterface = "OVERRIDE_ON_INTERFACE";
    public const string OverrideLabelInvalid = "OVERRIDE_LABEL_INVALID";

    public const string TypeKindMismatch = "TYPE_KIND_MISMATCH";
    public const string FieldTypeMismatch = "FIELD_TYPE_MISMATCH";
    public const string FieldArgumentTypeMismatch = "FIELD_ARGUMENT_TYPE_MISMATCH";
    public const string FieldArgumentDefaultMismatch = "FIELD_ARGUMENT_DEFAULT_MISMATCH";
    public const string RequiredArgumentMissing = "REQUIRED_ARGUMENT_MISSING_IN_SOME_SUBGRAPH";
    public const string InputFieldDefaultMismatch = "INPUT_FIELD_DEFAULT_MISMATCH";
    public const string RequiredInputFieldMissing = "REQUIRED_INPUT_FIELD_MISSING_IN_SOME_SUBGRAPH";
    public const string EmptyMergedInputType = "EMPTY_MERGED_INPUT_TYPE";
    public const string EnumValueMismatch = "ENUM_VALUE_MISMATCH";
    public const string EmptyMergedEnumType = "EMPTY_MERGED_ENUM_TYPE";

    public const string DirectiveComposition = "DIRECTIVE_COMPOSITION_ERROR";
    public const string InconsistentAccessRules = "INCONSISTENT_ACCESS_DIRECTIVE_ARGUMENTS";
    public const string ReferencedInaccessible = "REFERENCED_INACCESSIBLE";
    public const string OnlyInaccessibleChildren = "ONLY_INACCESSIBLE_CHILDREN";
    public const string RequiredInaccessible = "REQUIRED_INACCESSIBLE";
    public const string ImplementedByInaccessible = "IMPLEMENTED_BY_INACCESSIBLE";
    public const string DefaultValueUsesInaccessible = "DEFAULT_VALUE_USES_INACCESSIBLE";
    public const string QueryRootInaccessible = "QUERY_ROOT_TYPE_INACCESSIBLE";

    public const string Satisfiability = "SATISFIABILITY_ERROR";
}
