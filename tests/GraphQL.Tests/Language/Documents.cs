namespace IbmPlatform.GraphQL.Tests.Language;

/// <summary>Two documents that between them use every production of the grammar.</summary>
internal static class Documents
{
    public const string Executable = """"
        "Finds things" query Find("the id" $id: ID! = "a" @tag(name: "x"), $list: [[Int!]!] = [[1, -2], []]) @live {
          first: thing(id: $id, filter: {a: 1.5e3, b: null, c: [ENUM, true], d: {}}) @include(if: true) {
            ...Part @skip(if: false)
            ... on Other { text(value: """block""") }
            ... @include(if: $x) { id }
          }
        }
        """Of a part""" fragment Part on Thing @tag { id name }
        mutation { a } subscription S { b }
        """";

    public const string TypeSystem = """"
        """
        Roots,
          indented "quoted"

        and \""" more
        """
        schema @link(url: "x") { query: Root mutation: Change subscription: Watch }
        extend schema @link(url: "y")
        extend schema { mutation: Change }
        "a scalar" scalar Minutes @specifiedBy(url: "https://example.org/minutes")
        extend scalar Minutes @tag
        "" type Empty
        type Root implements & Node & Thing @tag {
          "the id" id: ID!
          """
          Things
          of a kind
          """
          things("how many" first: Int! = 10 @tag, filter: Filter = { id: "1", colours: [RED] }): [Thing!]! @deprecated(reason: "old")
          long(argumentOne: String = "a rather long default", argumentTwo: String = "another long default", argumentThree: Int): Int
        }
        extend type Root implements Other
        extend type Root @tag
        extend type Root { a: Int }
        interface Thing implements Node @tag { id: ID! }
        extend interface Thing implements Other @tag { b: Int }
        union Any @tag = | Root | Empty
        extend union Any = More
        enum Colour @tag { "red" RED GREEN @deprecated }
        extend enum Colour @tag { BLUE }
        input Filter @oneOf { id: ID = null colours: [Colour!] @tag }
        extend input Filter @tag { more: Int }
        "tags" directive @tag("a name" name: String = "x") repeatable on | FIELD | OBJECT | INPUT_FIELD_DEFINITION
        """";
}
