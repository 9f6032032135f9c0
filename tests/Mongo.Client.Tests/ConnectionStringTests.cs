using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests;

public sealed class ConnectionStringTests
{
    [Fact]
    public void The_shortest_one_means_one_host_on_the_usual_port()
    {
        var settings = ConnectionString.Parse("mongodb://Store");

        Assert.Equal(new ServerAddress("store", 27017), Assert.Single(settings.Seeds));
        Assert.Null(settings.Credential);
        Assert.Null(settings.Database);
        Assert.Equal(100, settings.MaxPoolSize);
        Assert.Equal(TimeSpan.FromSeconds(30), settings.ServerSelectionTimeout);
    }

    [Fact]
    public void Everything_supported_is_read()
    {
        var settings = ConnectionString.Parse(
            "mongodb://us%40er:p%3Ass@a:1,b:2,[::1]:3/projects?replicaSet=rs&tls=true&authSource=admin&authMechanism=SCRAM-SHA-1&maxPoolSize=5"
            + "&waitQueueTimeoutMS=7&maxIdleTimeMS=8&connectTimeoutMS=9&socketTimeoutMS=0&retryWrites=false&retryReads=false&w=2&journal=true"
            + "&wtimeoutMS=50&readConcernLevel=majority&readPreference=primary&appName=kit&heartbeatFrequencyMS=600");

        Assert.Equal(["a:1", "b:2", "[::1]:3"], settings.Seeds.Select(s => s.ToString()));
        Assert.Equal(new Credential("us@er", "p:ss", "admin", "SCRAM-SHA-1"), settings.Credential);
        Assert.Equal("projects", settings.Database);
        Assert.Equal(("rs", true, 5), (settings.ReplicaSet, settings.Tls, settings.MaxPoolSize));
        Assert.Equal(TimeSpan.FromMilliseconds(7), settings.WaitQueueTimeout);
        Assert.Equal(Timeout.InfiniteTimeSpan, settings.SocketTimeout);
        Assert.False(settings.RetryWrites || settings.RetryReads);
        Assert.Equal(new BsonDocument { ["w"] = 2, ["j"] = true, ["wtimeout"] = 50 }, settings.WriteConcern);
    }

    [Fact]
    public void The_database_is_where_users_are_looked_up_by_default() =>
        Assert.Equal("projects", ConnectionString.Parse("mongodb://u:p@a/projects").Credential!.Source);

    [Theory]
    [InlineData("http://a", "starts with mongodb://")]
    [InlineData("mongodb+srv://cluster.example", "DNS SRV")]
    [InlineData("mongodb://", "is no server address")]
    [InlineData("mongodb://a:0", "port 1 to 65535")]
    [InlineData("mongodb://a:70000", "port 1 to 65535")]
    [InlineData("mongodb://user@a", "user:password")]
    [InlineData("mongodb://u:p%4@a", "the password")]
    [InlineData("mongodb://a/?compressors=zlib&zlibCompressionLevel=3", "compressors, zlibCompressionLevel")]
    [InlineData("mongodb://a/?tlsAllowInvalidCertificates=true", "tlsAllowInvalidCertificates")]
    [InlineData("mongodb://a/?readPreference=secondary", "readPreference=secondary is not supported")]
    [InlineData("mongodb://a/?authMechanism=GSSAPI", "authMechanism=GSSAPI")]
    [InlineData("mongodb://a/?w=0", "w=0 is not supported")]
    [InlineData("mongodb://a/?maxPoolSize=none", "maxPoolSize=none")]
    [InlineData("mongodb://a/?tls=yes", "true or false")]
    [InlineData("mongodb://a/?tls=true&tls=false", "twice")]
    [InlineData("mongodb://a/?tls", "name=value")]
    [InlineData("mongodb://a/?tlsCAFile=x.pem", "need tls=true")]
    [InlineData("mongodb://a,b/?directConnection=true", "one host only")]
    public void What_is_wrong_or_unsupported_is_named(string text, string expected)
    {
        var fault = Assert.Throws<MongoConfigurationException>(() => ConnectionString.Parse(text));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_is_in_no_text_of_the_settings() =>
        Assert.DoesNotContain("geheim", ConnectionString.Parse("mongodb://u:geheim@a").ToString(), StringComparison.Ordinal);
}
