namespace IbmPlatform.GraphQL.Types.Comparison;

/// <summary>One difference between two schemas.</summary>
/// <param name="Kind">What changed.</param>
/// <param name="Severity">What it does to clients.</param>
/// <param name="Coordinate">The element; for members and interfaces, which have no coordinate, the type that has them.</param>
/// <param name="Message">A sentence with what stood before and what stands now.</param>
public sealed record SchemaChange(SchemaChangeKind Kind, ChangeSeverity Severity, SchemaCoordinate Coordinate, string Message);
