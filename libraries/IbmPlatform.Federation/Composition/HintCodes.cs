namespace IbmPlatform.Federation.Composition;

/// <summary>Codes of <see cref="CompositionHint"/>; the names are the ones that Apollo documents.</summary>
internal static class HintCodes
{
    public const string InconsistentFieldType = "INCONSISTENT_BUT_COMPATIBLE_FIELD_TYPE";
    public const string InconsistentArgumentType = "INCONSISTENT_BUT_COMPATIBLE_ARGUMENT_TYPE";
    public const string InconsistentEntity = "INCONSISTENT_ENTITY";
    public const string InconsistentObjectField = "INCONSISTENT_OBJECT_VALUE_TYPE_FIELD";
    public const string InconsistentInterfaceField = "INCONSISTENT_INTERFACE_VALUE_TYPE_FIELD";
    public const string InconsistentInputObjectField = "INCONSISTENT_INPUT_OBJECT_FIELD";
    public const string InconsistentUnionMember = "INCONSISTENT_UNION_MEMBER";
    public const string InconsistentEnumValueForInputEnum = "INCONSISTENT_ENUM_VALUE_FOR_INPUT_ENUM";
    public const string InconsistentEnumValueForOutputEnum = "INCONSISTENT_ENUM_VALUE_FOR_OUTPUT_ENUM";
    public const string UnusedEnumType = "UNUSED_ENUM_TYPE";
    public const string InconsistentArgumentPresence = "INCONSISTENT_ARGUMENT_PRESENCE";
    public const string InconsistentDescription = "INCONSISTENT_DESCRIPTION";
    public const string InconsistentExecutableDirectivePresence = "INCONSISTENT_EXECUTABLE_DIRECTIVE_PRESENCE";
    public const string InconsistentExecutableDirectiveLocations = "INCONSISTENT_EXECUTABLE_DIRECTIVE_LOCATIONS";
    public const string InconsistentDirectiveArguments = "INCONSISTENT_NON_REPEATABLE_DIRECTIVE_ARGUMENTS";
    public const string FromSubgraphDoesNotExist = "FROM_SUBGRAPH_DOES_NOT_EXIST";
    public const string OverriddenFieldCanBeRemoved = "OVERRIDDEN_FIELD_CAN_BE_REMOVED";
    public const string OverrideDirectiveCanBeRemoved = "OVERRIDE_DIRECTIVE_CAN_BE_REMOVED";
}
