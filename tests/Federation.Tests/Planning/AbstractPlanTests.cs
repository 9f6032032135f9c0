namespace IbmPlatform.Federation.Tests.Planning;

public sealed class AbstractPlanTests
{
    private const string Media = """
        type Query @join__type(graph: A) @join__type(graph: B) { media: [Media] @join__field(graph: A) any: [Any] @join__field(graph: A) }
        interface Media @join__type(graph: A) @join__type(graph: B) { id: ID! title: String @join__field(graph: A) score: Int @join__field(graph: B) }
        type Book implements Media @join__implements(graph: A, interface: "Media") @join__implements(graph: B, interface: "Media") @join__type(graph: A, key: "id") @join__type(graph: B, key: "id")
        { id: ID! title: String @join__field(graph: A) pages: Int @join__field(graph: A) score: Int @join__field(graph: B) }
        type Film implements Media @join__implements(graph: A, interface: "Media") @join__implements(graph: B, interface: "Media") @join__type(graph: A, key: "id") @join__type(graph: B, key: "id")
        { id: ID! title: String @join__field(graph: A) score: Int @join__field(graph: B) }
        type Song @join__type(graph: B) { id: ID! }
        union Any @join__type(graph: A) @join__type(graph: B) @join__unionMember(graph: A, member: "Book") @join__unionMember(graph: B, member: "Book") @join__unionMember(graph: B, member: "Song") = Book | Song
        """;

    [Fact]
    public void What_all_types_have_alike_is_asked_of_the_interface() =>
        Assert.Equal("1 a\n  {media{title id}}", PlanText.Of("a b", Media, "{ media { title id } }"));

    [Fact]
    public void A_type_condition_asks_only_what_is_added() =>
        Assert.Equal("1 a\n  {media{__typename id ... on Book{pages}}}", PlanText.Of("a b", Media, "{ media { id ... on Book { pages } } }"));

    [Fact]
    public void A_field_that_the_interface_lacks_here_is_asked_type_by_type_in_one_request() => Assert.Equal(
        """
        1 a
          {media{__typename ... on Book{id} ... on Film{id}}}
        2 b after 1
          at media: Book(id)
          at media: Film(id)
          query($representations_1: [_Any!]!, $representations_2: [_Any!]!){_entities_1: _entities(representations: $representations_1){... on Book{score}} _entities_2: _entities(representations: $representations_2){... on Film{score}}}
        """,
        PlanText.Of("a b", Media, "{ media { score } }"));

    [Fact]
    public void A_member_that_the_subgraph_does_not_have_is_not_asked_for() =>
        Assert.Equal("1 a\n  {any{__typename ... on Book{pages}}}", PlanText.Of("a b", Media, "{ any { ... on Book { pages } ... on Song { id } } }"));

    private const string Accounts = """
        type Query @join__type(graph: A) @join__type(graph: B) { accounts: [Account] @join__field(graph: B) }
        interface Account @join__type(graph: A, key: "id") @join__type(graph: B, key: "id", isInterfaceObject: true) { id: ID! name: String @join__field(graph: B) }
        type Admin implements Account @join__implements(graph: A, interface: "Account") @join__type(graph: A, key: "id") { id: ID! rights: Int name: String @join__field }
        type Guest implements Account @join__implements(graph: A, interface: "Account") @join__type(graph: A, key: "id") { id: ID! name: String @join__field }
        """;

    [Fact]
    public void An_interface_object_answers_alone_while_no_type_is_asked() =>
        Assert.Equal("1 b\n  {accounts{id name}}", PlanText.Of("a b", Accounts, "{ accounts { id name } }"));

    [Fact]
    public void The_type_behind_an_interface_object_is_asked_of_the_interface() => Assert.Equal(
        """
        1 b
          {accounts{id name}}
        2 a after 1
          at accounts: Account(id)
          query($representations: [_Any!]!){_entities(representations: $representations){... on Account{__typename ... on Admin{rights}}}}
        """,
        PlanText.Of("a b", Accounts, "{ accounts { __typename name ... on Admin { rights } } }"));
}
