using System.Text;
using IbmPlatform.Mongo.Client.Authentication;
using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests;

public sealed class ScramTests
{
    [Fact]
    public void The_example_of_rfc_7677_gives_its_proof_and_signature()
    {
        var conversation = new ScramConversation(ScramMechanism.Sha256, new("user", "pencil", "admin", null), "rOprNGfwEbeRWgbNEkqO");

        var final = conversation.ClientFinal(
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
        conversation.VerifyServerFinal("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");

        Assert.Equal(
            "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=", final);
    }

    [Fact]
    public void The_example_of_the_mongodb_specification_gives_its_proof_and_signature()
    {
        var conversation = new ScramConversation(ScramMechanism.Sha1, new("user", "pencil", "admin", null), "fyko+d2lbbFgONRv9qkxdawL");

        var final = conversation.ClientFinal(
            "r=fyko+d2lbbFgONRv9qkxdawLHo+Vgk7qvUOKUwuWLIWg4l/9SraGMHEE,s=rQ9ZY3MntBeuP3E1TDVC4w==,i=10000");
        conversation.VerifyServerFinal("v=UMWeI25JD1yNYZRMpZ4VHvhZ9e0=");

        Assert.Equal("c=biws,r=fyko+d2lbbFgONRv9qkxdawLHo+Vgk7qvUOKUwuWLIWg4l/9SraGMHEE,p=MC2T8BvbmWRckDw8oWl5IVghwCY=", final);
    }

    [Theory, InlineData("SCRAM-SHA-256"), InlineData("SCRAM-SHA-1")]
    public async Task A_user_with_the_right_password_gets_in(string mechanism)
    {
        await using var server = new ScriptedServer();
        var scram = new ScramServer(mechanism, "pencil");
        server.Handle = scram.Handle;
        await using var client = Connect(server, "user:pencil@", $"&authMechanism={mechanism}");

        await client.GetDatabase("test").RunCommandAsync(new BsonDocument("ping", 1));

        Assert.Equal(["saslStart", "saslContinue", "ping"], server.Commands.Select(c => c[0].Name));
        Assert.DoesNotContain(server.Commands, c => c.ToString().Contains("pencil", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_mechanism_is_the_best_that_the_server_has_for_the_user()
    {
        await using var server = new ScriptedServer();
        server.Hello["saslSupportedMechs"] = new BsonArray { "SCRAM-SHA-1", "SCRAM-SHA-256" };
        server.Handle = new ScramServer("SCRAM-SHA-256", "pencil").Handle;
        await using var client = Connect(server, "user:pencil@");

        await client.GetDatabase("test").RunCommandAsync(new BsonDocument("ping", 1));

        Assert.Equal("SCRAM-SHA-256", server.Commands.First()["mechanism"].AsString);
    }

    [Fact]
    public async Task A_server_with_a_wrong_signature_is_not_trusted()
    {
        await using var server = new ScriptedServer { Handle = new ScramServer("SCRAM-SHA-256", "pencil") { SignsWrongly = true }.Handle };
        await using var client = Connect(server, "user:pencil@", "&authMechanism=SCRAM-SHA-256");

        var fault = await Assert.ThrowsAsync<MongoAuthenticationException>(
            () => client.GetDatabase("test").RunCommandAsync(new BsonDocument("ping", 1)));

        Assert.Contains("signature is wrong", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Commands, c => c[0].Name == "ping");
    }

    [Fact]
    public async Task A_wrong_password_is_an_error_that_names_user_and_database_but_not_the_password()
    {
        await using var server = new ScriptedServer { Handle = new ScramServer("SCRAM-SHA-256", "pencil").Handle };
        await using var client = Connect(server, "user:crayon@", "&authMechanism=SCRAM-SHA-256&authSource=admin");

        var fault = await Assert.ThrowsAsync<MongoAuthenticationException>(
            () => client.GetDatabase("test").RunCommandAsync(new BsonDocument("ping", 1)));

        Assert.Contains("user@admin", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("crayon", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_number_the_conversation_is_not_trusted()
    {
        await using var server = new ScriptedServer { Handle = _ => Answer.Ok() };
        await using var client = Connect(server, "user:pencil@", "&authMechanism=SCRAM-SHA-256");

        var fault = await Assert.ThrowsAsync<MongoAuthenticationException>(() => client.GetDatabase("test").RunCommandAsync(new BsonDocument("ping", 1)));

        Assert.Contains("did not number the conversation", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", "nonce")]
    [InlineData("r=abc,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", "nonce")]
    [InlineData("r=abcd,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1", "iterations")]
    [InlineData("r=abcd,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=99999999", "iterations")]
    [InlineData("r=abcd,s=*,i=4096", "base64")]
    public void A_server_that_breaks_the_conversation_is_not_trusted(string serverFirst, string why)
    {
        var conversation = new ScramConversation(ScramMechanism.Sha256, new("user", "pencil", "admin", null), "abc");

        var fault = Assert.Throws<MongoAuthenticationException>(() => conversation.ClientFinal(serverFirst));

        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }

    private static MongoClient Connect(ScriptedServer server, string user, string options = "") =>
        MongoClient.Create($"mongodb://{user}{server.Address}/test?serverSelectionTimeoutMS=5000{options}");
}
