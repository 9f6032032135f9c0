namespace IbmPlatform.Architecture.Tests;

/// <summary>A sentence about the project graph and the references that break it.</summary>
public sealed record DependencyRule(string Sentence, Func<ProjectGraph, IEnumerable<string>> Violations)
{
    public static IReadOnlyList<DependencyRule> All { get; } =
    [
        new("A service references another service's Contracts only",
            graph => from service in graph.OfKind(ProjectKind.Service)
                     from other in graph.Closure(service)
                     where other != service && other.Kind is not (ProjectKind.Library or ProjectKind.Contracts)
                     select $"{service.Name} reaches {other.Name}"),
        new("Contracts reference Values only",
            graph => from contracts in graph.OfKind(ProjectKind.Contracts)
                     from other in contracts.References.Concat(contracts.Packages).Concat(contracts.Frameworks)
                     where other != "IbmPlatform.Values"
                     select $"{contracts.Name} references {other}"),
        new("Libraries never reference services or the gateway",
            graph => from library in graph.OfKind(ProjectKind.Library)
                     from other in graph.Closure(library)
                     where other.Kind is not ProjectKind.Library
                     select $"{library.Name} reaches {other.Name}"),
        new("GraphQL and Federation never reference ASP.NET Core",
            graph => from library in Named(graph, "IbmPlatform.GraphQL", "IbmPlatform.Federation")
                     from part in graph.Closure(library)
                     from framework in part.Frameworks.Concat(part.Packages)
                     where framework.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
                     select $"{library.Name} reaches {framework} through {part.Name}"),
        new("Mongo.Client and Mongo.Server meet only in Mongo.Protocol",
            graph => from pair in new[] { ("IbmPlatform.Mongo.Client", "IbmPlatform.Mongo.Server"), ("IbmPlatform.Mongo.Server", "IbmPlatform.Mongo.Client") }
                     from library in Named(graph, pair.Item1)
                     from other in graph.Closure(library)
                     where other.Name == pair.Item2
                     select $"{library.Name} reaches {other.Name}"),
        new("Services never reference Federation",
            graph => from service in graph.OfKind(ProjectKind.Service)
                     from other in graph.Closure(service)
                     where other.Name == "IbmPlatform.Federation"
                     select $"{service.Name} reaches {other.Name}"),
        new("The gateway references neither Mongo nor the bus",
            graph => from gateway in graph.OfKind(ProjectKind.Gateway)
                     from part in graph.Closure(gateway)
                     from thing in part.Packages.Append(part.Name)
                     where thing.StartsWith("IbmPlatform.Mongo.", StringComparison.Ordinal) || thing.StartsWith("MassTransit", StringComparison.Ordinal)
                     select $"{gateway.Name} reaches {thing}"),
        new("Only Standalone references services, the gateway and the embedded server",
            graph => from project in graph.Projects
                     where project.Kind is not (ProjectKind.Standalone or ProjectKind.Test)
                     from other in graph.Closure(project)
                     where other != project
                         && (other.Kind is ProjectKind.Service or ProjectKind.Gateway or ProjectKind.Standalone || other.Name == "IbmPlatform.Mongo.Server")
                     select $"{project.Name} reaches {other.Name}"),
        new("Production code never references tests",
            graph => from project in graph.Projects
                     where project.Kind is not ProjectKind.Test
                     from other in graph.Closure(project)
                     where other.Kind is ProjectKind.Test
                     select $"{project.Name} reaches {other.Name}"),
    ];

    public override string ToString() => Sentence;

    private static IEnumerable<ProjectNode> Named(ProjectGraph graph, params string[] names) =>
        graph.Projects.Where(project => names.Contains(project.Name));
}
