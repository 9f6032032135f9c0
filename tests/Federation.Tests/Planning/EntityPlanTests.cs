namespace IbmPlatform.Federation.Tests.Planning;

public sealed class EntityPlanTests
{
    private const string Users = """
        type Query @join__type(graph: MAIL) @join__type(graph: NAMES) @join__type(graph: MAP) { user: User @join__field(graph: MAIL) users(first: Int): [User] @join__field(graph: MAIL) }
        type User @join__type(graph: MAIL, key: "id") @join__type(graph: NAMES, key: "id") @join__type(graph: NAMES, key: "email") @join__type(graph: MAP, key: "nick") {
          id: ID! @join__field(graph: MAIL) @join__field(graph: NAMES)
          email: String! @join__field(graph: MAIL) @join__field(graph: NAMES, external: true)
          nick: String! @join__field(graph: NAMES) @join__field(graph: MAP)
          home: String @join__field(graph: MAP)
        }
        """;

    [Fact]
    public void What_one_subgraph_has_is_one_request() =>
        Assert.Equal("1 mail\n  {user{id email}}", PlanText.Of("mail names map", Users, "{ user { id email } }"));

    [Fact]
    public void Another_subgraphs_field_is_asked_by_key() => Assert.Equal(
        """
        1 mail
          {user{id}}
        2 names after 1
          at user: User(id)
          query($representations: [_Any!]!){_entities(representations: $representations){... on User{nick}}}
        """,
        PlanText.Of("mail names map", Users, "{ user { nick } }"));

    [Fact]
    public void A_key_that_is_not_at_hand_is_fetched_from_where_it_is() => Assert.Equal(
        """
        1 mail
          {user{id}}
        2 names after 1
          at user: User(id)
          query($representations: [_Any!]!){_entities(representations: $representations){... on User{nick}}}
        3 map after 1, 2
          at user: User(nick)
          query($representations: [_Any!]!){_entities(representations: $representations){... on User{home}}}
        """,
        PlanText.Of("mail names map", Users, "{ user { home } }"));

    [Fact]
    public void Aliases_stay_at_the_gateway_and_a_field_is_fetched_once() =>
        Assert.Equal("1 mail\n  {user{id}}", PlanText.Of("mail names map", Users, "{ a: user { x: id y: id } b: user { id } }"));

    [Fact]
    public void Different_arguments_get_different_names() =>
        Assert.Equal("1 mail\n  {users(first:1){id} users_2: users(first:2){id}}", PlanText.Of("mail names map", Users, "{ a: users(first: 1) { id } b: users(first: 2) { id } }"));

    [Fact]
    public void A_variable_goes_only_where_it_is_used() => Assert.Equal(
        """
        1 mail
          query($n: Int = 3){users(first:$n){id}}
        2 names after 1
          at users: User(id)
          query($representations: [_Any!]!){_entities(representations: $representations){... on User{nick}}}
        """,
        PlanText.Of("mail names map", Users, "query Q($n: Int = 3) { users(first: $n) { nick } }"));

    [Fact]
    public void A_skipped_field_costs_no_request() =>
        Assert.Equal("1 mail\n  {user{id}}", PlanText.Of("mail names map", Users, "query ($no: Boolean!) { user { id nick @skip(if: $no) } }", "no"));

    [Fact]
    public void Typename_of_an_object_type_needs_no_fetch_of_its_own() =>
        Assert.Equal("1 mail\n  {user{__typename}}", PlanText.Of("mail names map", Users, "{ __typename user { __typename } }"));
}
