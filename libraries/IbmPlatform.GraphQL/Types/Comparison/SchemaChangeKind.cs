namespace IbmPlatform.GraphQL.Types.Comparison;

/// <summary>What can differ between two schemas; where graphql-js knows a change its name is the same.</summary>
public enum SchemaChangeKind
{
    /// <summary>A type is gone.</summary>
    TypeRemoved,

    /// <summary>A type is new.</summary>
    TypeAdded,

    /// <summary>A type is of another kind now, such as a union that was an interface.</summary>
    TypeChangedKind,

    /// <summary>A union has lost a member.</summary>
    TypeRemovedFromUnion,

    /// <summary>A union has a new member.</summary>
    TypeAddedToUnion,

    /// <summary>An enum has lost a value.</summary>
    ValueRemovedFromEnum,

    /// <summary>An enum has a new value.</summary>
    ValueAddedToEnum,

    /// <summary>A type implements an interface no more.</summary>
    ImplementedInterfaceRemoved,

    /// <summary>A type implements a further interface.</summary>
    ImplementedInterfaceAdded,

    /// <summary>A field of an object, interface or input object is gone.</summary>
    FieldRemoved,

    /// <summary>A field of an object or interface is new.</summary>
    FieldAdded,

    /// <summary>A field has a type that clients of the old one can't deal with.</summary>
    FieldChangedKind,

    /// <summary>A field has another type that clients of the old one can deal with.</summary>
    FieldChangedKindSafe,

    /// <summary>An input object has a new field that must be given.</summary>
    RequiredInputFieldAdded,

    /// <summary>An input object has a new field that may be left out.</summary>
    OptionalInputFieldAdded,

    /// <summary>The default of an input field is another or is gone.</summary>
    InputFieldDefaultValueChange,

    /// <summary>An input field has a default that had none.</summary>
    InputFieldDefaultValueAdded,

    /// <summary>An argument of a field is gone.</summary>
    ArgRemoved,

    /// <summary>A field has a new argument that must be given.</summary>
    RequiredArgAdded,

    /// <summary>A field has a new argument that may be left out.</summary>
    OptionalArgAdded,

    /// <summary>An argument takes values of a type that excludes some of the old one's.</summary>
    ArgChangedKind,

    /// <summary>An argument takes all values that it took, and more.</summary>
    ArgChangedKindSafe,

    /// <summary>The default of an argument is another or is gone.</summary>
    ArgDefaultValueChange,

    /// <summary>An argument has a default that had none.</summary>
    ArgDefaultValueAdded,

    /// <summary>A directive is gone.</summary>
    DirectiveRemoved,

    /// <summary>A directive is new.</summary>
    DirectiveAdded,

    /// <summary>An argument of a directive is gone.</summary>
    DirectiveArgRemoved,

    /// <summary>A directive has a new argument that must be given.</summary>
    RequiredDirectiveArgAdded,

    /// <summary>A directive has a new argument that may be left out.</summary>
    OptionalDirectiveArgAdded,

    /// <summary>A directive can be applied only once in a place now.</summary>
    DirectiveRepeatableRemoved,

    /// <summary>A directive can be applied repeatedly now.</summary>
    DirectiveRepeatableAdded,

    /// <summary>A directive can't be applied in a place any more.</summary>
    DirectiveLocationRemoved,

    /// <summary>A directive can be applied in a further place.</summary>
    DirectiveLocationAdded,

    /// <summary>A kind of operation is gone.</summary>
    RootTypeRemoved,

    /// <summary>A kind of operation starts at a type of another name.</summary>
    RootTypeChanged,

    /// <summary>A kind of operation is new.</summary>
    RootTypeAdded,

    /// <summary>An input object takes exactly one field now.</summary>
    OneOfAdded,

    /// <summary>An input object takes any number of its fields now.</summary>
    OneOfRemoved,

    /// <summary>A scalar names another specification of its format.</summary>
    SpecifiedByChanged,

    /// <summary>A description is another, new or gone.</summary>
    DescriptionChanged,

    /// <summary>An element is deprecated now.</summary>
    DeprecationAdded,

    /// <summary>An element is not deprecated any more.</summary>
    DeprecationRemoved,

    /// <summary>The reason of a deprecation is another.</summary>
    DeprecationReasonChanged,
}
