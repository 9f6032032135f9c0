using System.Collections.Concurrent;
using System.Diagnostics;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests;

public sealed class DiagnosticsTests
{
    [Fact]
    public async Task A_command_is_one_activity_whose_text_has_no_values()
    {
        await using var server = new ScriptedServer { Handle = _ => Answer.Cursor(0, first: true) };
        await using var client = server.Connect();
        var activities = new ConcurrentQueue<Activity>();
        using var listener = Listen(activities, server);

        await client.GetDatabase("test").GetCollection<BsonDocument>("spied").FindOneAsync(Filter.Eq("mail", "someone@example.org"));

        var activity = Assert.Single(activities, a => a.DisplayName == "find spied");
        Assert.Equal("test", activity.GetTagItem("db.namespace"));
        Assert.Equal("127.0.0.1", activity.GetTagItem("server.address"));
        Assert.Equal("""{"find":?,"filter":{"mail":?},"limit":?,"singleBatch":?,"$db":?}""", activity.GetTagItem("db.query.text"));
    }

    /// <summary>Those that the command logging and monitoring specification lists.</summary>
    [Theory]
    [InlineData("authenticate"), InlineData("saslStart"), InlineData("saslContinue"), InlineData("getnonce"), InlineData("createUser"), InlineData("updateUser")]
    [InlineData("copydbgetnonce"), InlineData("copydbsaslstart"), InlineData("copydb"), InlineData("hello"), InlineData("isMaster"), InlineData("ismaster")]
    public async Task A_command_that_carries_credentials_shows_no_text_at_all(string command)
    {
        await using var server = new ScriptedServer { Handle = _ => Answer.Error(MongoErrorCodes.BadValue, "geheim is no password") };
        await using var client = server.Connect();
        var activities = new ConcurrentQueue<Activity>();
        using var listener = Listen(activities, server);

        var run = client.GetDatabase("spied").RunCommandAsync(new BsonDocument { [command] = 1, ["pwd"] = "geheim", ["speculativeAuthenticate"] = new BsonDocument("saslStart", "geheim") });
        if (command is not ("hello" or "isMaster"))
            await Assert.ThrowsAsync<MongoCommandException>(() => run);
        await Task.WhenAny(run);

        var activity = Assert.Single(activities, a => a.DisplayName == $"{command} spied");
        Assert.Null(activity.GetTagItem("db.query.text"));
        Assert.DoesNotContain(activity.TagObjects, t => t.Value?.ToString()?.Contains("geheim", StringComparison.Ordinal) == true);
        Assert.DoesNotContain("geheim", activity.StatusDescription ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_command_is_marked_with_its_code()
    {
        await using var server = new ScriptedServer { Handle = _ => Answer.Error(MongoErrorCodes.BadValue, "no") };
        await using var client = server.Connect();
        var activities = new ConcurrentQueue<Activity>();
        using var listener = Listen(activities, server);

        await Assert.ThrowsAsync<MongoCommandException>(() => client.GetDatabase("spied").RunCommandAsync(new BsonDocument("bad", 1)));

        var activity = Assert.Single(activities, a => a.DisplayName == "bad spied");
        Assert.Equal((ActivityStatusCode.Error, "BadValue"), (activity.Status, activity.StatusDescription));
        Assert.Equal(2, activity.GetTagItem("db.response.status_code"));
    }

    /// <summary>Other tests run at the same time: only what goes to this server counts.</summary>
    private static ActivityListener Listen(ConcurrentQueue<Activity> into, ScriptedServer server)
    {
        var port = int.Parse(server.Address.Split(':')[1]);
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == MongoDiagnostics.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (Equals(activity.GetTagItem("server.port"), port))
                    into.Enqueue(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
