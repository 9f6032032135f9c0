using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Supergraphs;

/// <summary>A field of a supergraph type: its merged type, as clients see it.</summary>
internal sealed record SupergraphField(string Name, TypeNode Type, SupergraphType NamedType);
