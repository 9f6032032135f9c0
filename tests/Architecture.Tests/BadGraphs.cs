namespace IbmPlatform.Architecture.Tests;

/// <summary>For each rule a graph that breaks it and nothing that hides it.</summary>
internal static class BadGraphs
{
    public static ProjectGraph For(string sentence) => new(sentence switch
    {
        "A service references another service's Contracts only" =>
            [Project("A", ProjectKind.Service, "B"), Project("B", ProjectKind.Service)],
        "Contracts reference Values only" =>
            [Project("A.Contracts", ProjectKind.Contracts, "IbmPlatform.GraphQL"), Project("IbmPlatform.GraphQL", ProjectKind.Library)],
        "Libraries never reference services or the gateway" =>
            [Project("L", ProjectKind.Library, "M"), Project("M", ProjectKind.Library, "G"), Project("G", ProjectKind.Gateway)],
        "GraphQL and Federation never reference ASP.NET Core" =>
            [Project("IbmPlatform.GraphQL", ProjectKind.Library, "X"), Project("X", ProjectKind.Library) with { Frameworks = ["Microsoft.AspNetCore.App"] }],
        "Mongo.Client and Mongo.Server meet only in Mongo.Protocol" =>
            [Project("IbmPlatform.Mongo.Server", ProjectKind.Library, "IbmPlatform.Mongo.Client"), Project("IbmPlatform.Mongo.Client", ProjectKind.Library)],
        "Services never reference Federation" =>
            [Project("A", ProjectKind.Service, "L"), Project("L", ProjectKind.Library, "IbmPlatform.Federation"), Project("IbmPlatform.Federation", ProjectKind.Library)],
        "The gateway references neither Mongo nor the bus" =>
            [Project("G", ProjectKind.Gateway, "L"), Project("L", ProjectKind.Library) with { Packages = ["MassTransit.RabbitMQ"] }],
        "Only Standalone references services, the gateway and the embedded server" =>
            [Project("G", ProjectKind.Gateway, "A"), Project("A", ProjectKind.Service)],
        "Production code never references tests" =>
            [Project("A", ProjectKind.Service, "Testing"), Project("Testing", ProjectKind.Test)],
        _ => throw new ArgumentOutOfRangeException(nameof(sentence), sentence, "Give the new rule a graph that breaks it."),
    });

    private static ProjectNode Project(string name, ProjectKind kind, params string[] references) => new(name, kind, references, [], []);
}
