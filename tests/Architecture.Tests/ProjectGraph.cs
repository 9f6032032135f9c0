using System.Xml.Linq;
using IbmPlatform.Testing;

namespace IbmPlatform.Architecture.Tests;

/// <summary>What a project may be, told by the folder it stands in.</summary>
public enum ProjectKind
{
    Library,
    Contracts,
    Service,
    Gateway,
    Standalone,
    Test,
}

/// <summary>A project with what its file names directly.</summary>
public sealed record ProjectNode(
    string Name,
    ProjectKind Kind,
    IReadOnlyList<string> References,
    IReadOnlyList<string> Packages,
    IReadOnlyList<string> Frameworks);

/// <summary>The projects of a checkout and their references.</summary>
public sealed class ProjectGraph(IEnumerable<ProjectNode> projects)
{
    private readonly Dictionary<string, ProjectNode> byName = projects.ToDictionary(project => project.Name, StringComparer.Ordinal);

    public IEnumerable<ProjectNode> Projects => byName.Values;

    public ProjectNode this[string name] => byName[name];

    public IEnumerable<ProjectNode> OfKind(ProjectKind kind) => Projects.Where(project => project.Kind == kind);

    /// <summary>The project and all that it reaches through references.</summary>
    public IReadOnlyList<ProjectNode> Closure(ProjectNode start)
    {
        var seen = new Dictionary<string, ProjectNode>(StringComparer.Ordinal);
        var waiting = new Stack<ProjectNode>([start]);
        while (waiting.TryPop(out var project))
        {
            if (!seen.TryAdd(project.Name, project))
                continue;
            foreach (var reference in project.References)
                waiting.Push(byName[reference]);
        }
        return [.. seen.Values];
    }

    public static ProjectGraph OfThisRepository() => new(
        from folder in new[] { "libraries", "services", "gateway", "tests" }
        from file in Directory.EnumerateFiles(RepositoryRoot.Combine(folder), "*.csproj", SearchOption.AllDirectories)
        select Read(file));

    private static ProjectNode Read(string file)
    {
        var items = XDocument.Load(file).Descendants().Where(element => element.Attribute("Include") is not null).ToList();
        string[] Includes(string item) => [.. items.Where(i => i.Name.LocalName == item).Select(i => i.Attribute("Include")!.Value)];
        var name = Path.GetFileNameWithoutExtension(file);
        return new ProjectNode(
            name,
            KindOf(Path.GetRelativePath(RepositoryRoot.Path, file).Replace('\\', '/'), name),
            [.. Includes("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))],
            Includes("PackageReference"),
            Includes("FrameworkReference"));
    }

    private static ProjectKind KindOf(string path, string name) => path.Split('/')[0] switch
    {
        "libraries" => ProjectKind.Library,
        "gateway" => ProjectKind.Gateway,
        "tests" => ProjectKind.Test,
        _ when name == "IbmPlatform.Standalone" => ProjectKind.Standalone,
        _ when name.EndsWith(".Contracts", StringComparison.Ordinal) => ProjectKind.Contracts,
        _ => ProjectKind.Service,
    };
}
