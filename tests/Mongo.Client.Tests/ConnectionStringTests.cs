using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests;

public sealed class ConnectionStringTests
{
    [Fact]
    public void The_shortest_one_means_one_host_on_the_usual_port()
    {
        var settings = SettingsReader.Read("mongodb://Store");

        Assert.Equal(new ServerAddress("store", 27017), Assert.Single(settings.Seeds));
        Assert.Null(settings.Credential);
        Assert.Null(settings.Database);
        Assert.Equal(100, settings.MaxPoolSize);
        Assert.Equal(TimeSpan.FromSeconds(30), settings.ServerSelectionTimeout);
    }

    [Fact]
    public void Everything_supported_is_read()
    {
        var settings = SettingsReader.Read(
            "mongodb://us%40er:p%3Ass@a:1,b:2,[::1]:3/projects?replicaSet=rs&tls=true&authSource=admin&authMechanism=SCRAM-SHA-1&maxPoolSize=5"
            + "&waitQueueTimeoutMS=7&maxIdleTimeMS=8&connectTimeoutMS=9&socketTimeoutMS=0&retryWrites=false&retryReads=false&w=2&journal=true"
            + "&wtimeoutMS=50&readConcernLevel=majority&readPreference=nearest&readPreferenceTags=dc:ny,rack:1&readPreferenceTags=&maxStalenessSeconds=120"
            + "&minPoolSize=2&maxConnecting=4&localThresholdMS=30&appName=kit&heartbeatFrequencyMS=600");

        Assert.Equal(["a:1", "b:2", "[::1]:3"], settings.Seeds.Select(s => s.ToString()));
        Assert.Equal(new Credential("us@er", "p:ss", "admin", "SCRAM-SHA-1"), settings.Credential);
        Assert.Equal("projects", settings.Database);
        Assert.Equal(("rs", true, 5), (settings.ReplicaSet, settings.Tls, settings.MaxPoolSize));
        Assert.Equal(TimeSpan.FromMilliseconds(7), settings.WaitQueueTimeout);
        Assert.Equal(Timeout.InfiniteTimeSpan, settings.SocketTimeout);
        Assert.False(settings.RetryWrites || settings.RetryReads);
        Assert.Equal((2, 4, TimeSpan.FromMilliseconds(30)), (settings.MinPoolSize, settings.MaxConnecting, settings.LocalThreshold));
        Assert.Equal("""{"mode":"nearest","tags":[{"dc":"ny","rack":"1"},{}],"maxStalenessSeconds":120}""", settings.ReadPreference.ToString().Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(new BsonDocument { ["w"] = 2, ["j"] = true, ["wtimeout"] = 50 }, settings.WriteConcern);
    }

    [Fact]
    public void The_database_is_where_users_are_looked_up_by_default() =>
        Assert.Equal("projects", SettingsReader.Read("mongodb://u:p@a/projects").Credential!.Source);

    [Theory]
    [InlineData("http://a", "starts with mongodb://")]
    [InlineData("mongodb+srv://a.example,b.example", "exactly one host name")]
    [InlineData("mongodb+srv://cluster.example:27017", "without a port")]
    [InlineData("mongodb+srv://cluster.example/?directConnection=true", "one host only")]
    [InlineData("mongodb://a/?srvMaxHosts=1", "mongodb+srv:// only")]
    [InlineData("mongodb://", "is no server address")]
    [InlineData("mongodb://a:0", "port 1 to 65535")]
    [InlineData("mongodb://a:70000", "port 1 to 65535")]
    [InlineData("mongodb://user@a", "no password")]
    [InlineData("mongodb://u:p:q@a", "user:password")]
    [InlineData("mongodb://u:p%4@a", "the password")]
    [InlineData("mongodb://a/?tlsAllowInvalidCertificates=true", "tlsAllowInvalidCertificates")]
    [InlineData("mongodb://a/?tlsInsecure=false&tlsAllowInvalidHostnames=false", "cannot be given together")]
    [InlineData("mongodb://a/?readPreference=anybody", "primaryPreferred")]
    [InlineData("mongodb://a/?readPreferenceTags=dc:ny", "other modes than primary")]
    [InlineData("mongodb://a/?readPreference=nearest&maxStalenessSeconds=0", "at least 90")]
    [InlineData("mongodb://a,b/?loadBalanced=true", "loadBalanced=true goes with one host only")]
    [InlineData("mongodb://a/?loadBalanced=true&replicaSet=rs", "nor with replicaSet")]
    [InlineData("mongodb://a/?loadBalanced=true&directConnection=true", "neither with directConnection=true")]
    [InlineData("mongodb://a/?timeoutMS=-1", "timeoutMS=-1")]
    [InlineData("mongodb://a/?proxyHost=p", "proxyHost is not supported")]
    [InlineData("mongodb://a/?minPoolSize=5&maxPoolSize=4", "minPoolSize=5 is more than maxPoolSize=4")]
    [InlineData("mongodb://u:p@a/?authMechanism=GSSAPI", "authMechanism=GSSAPI")]
    [InlineData("mongodb://a/?authMechanism=MONGODB-X509", "tlsCertificateKeyFile")]
    [InlineData("mongodb://u:p@a/?authMechanism=MONGODB-X509", "takes no password")]
    [InlineData("mongodb://a/?authMechanism=SCRAM-SHA-1", "needs a user")]
    [InlineData("mongodb://a::1", "no server address")]
    [InlineData("mongodb://a/?w=0", "w=0 is not supported")]
    [InlineData("mongodb://a/?maxPoolSize=none", "maxPoolSize=none")]
    [InlineData("mongodb://a/?tls=yes", "true or false")]
    [InlineData("mongodb://a/?tls=true&tls=false", "twice")]
    [InlineData("mongodb://a/?tls=true&ssl=false", "two names of one option")]
    [InlineData("mongodb://a/?tls", "name=value")]
    [InlineData("mongodb://a/?tlsCAFile=x.pem", "need tls=true")]
    [InlineData("mongodb://a,b/?directConnection=true", "one host only")]
    public void What_is_wrong_or_unsupported_is_named(string text, string expected)
    {
        var fault = Assert.Throws<MongoConfigurationException>(() => SettingsReader.Read(text));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mongodb://a/?nonsense=1", "'nonsense'")]
    [InlineData("mongodb://a/?compressors=snappy,zlib", "snappy among the compressors has no effect")]
    [InlineData("mongodb://a/?zlibCompressionLevel=9", "zlib is not among the compressors")]
    [InlineData("mongodb://a/?timeoutMS=500&socketTimeoutMS=5", "socketTimeoutMS has no effect")]
    [InlineData("mongodb://a/?wtimeout=5", "wTimeoutMS")]
    [InlineData("mongodb://a/?tls=true&tls=true", "twice")]
    public void What_has_no_effect_is_told(string text, string expected) =>
        Assert.Contains(expected, Assert.Single(SettingsReader.Read(text).Warnings), StringComparison.Ordinal);

    [Fact]
    public void A_socket_is_addressed_by_its_encoded_path() =>
        Assert.Equal(("/run/Mongo.sock", true), (SettingsReader.Read("mongodb://%2Frun%2FMongo.sock/db").Seeds[0].Host, SettingsReader.Read("mongodb://%2Frun%2FMongo.sock").Seeds[0].IsSocket));

    [Fact]
    public void The_certificates_subject_is_a_user_in_external()
    {
        var credential = SettingsReader.Read("mongodb://a/?tls=true&tlsCertificateKeyFile=x.pem&authMechanism=MONGODB-X509").Credential!;

        Assert.Equal(new Credential(null, null, "$external", "MONGODB-X509"), credential);
    }

    [Fact]
    public void A_password_is_in_no_text_of_the_settings() =>
        Assert.DoesNotContain("geheim", SettingsReader.Read("mongodb://u:geheim@a").ToString(), StringComparison.Ordinal);
}
