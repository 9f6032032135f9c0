using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>A field node and the innermost deferred fragment that it stands in; null for none.</summary>
internal readonly record struct CollectedNode(FieldNode Node, DeferUsage? Usage);
