namespace IbmPlatform.Federation.Composition.Subgraphs;

internal enum TypeKind
{
    Scalar,
    Object,
    Interface,
    Union,
    Enum,
    InputObject,
}
