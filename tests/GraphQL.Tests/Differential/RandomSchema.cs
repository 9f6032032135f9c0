using System.Text;

namespace IbmPlatform.GraphQL.Tests.Differential;

/// <summary>
/// Makes valid schemas of every kind of type. A field of one name has one type wherever it stands, but for null marks now and then, so that
/// most selections merge and some don't.
/// </summary>
internal sealed class RandomSchema(Chance chance)
{
    private static readonly string[] Inputs = ["I0", "I1"];
    private static readonly string[] InputLeaves = ["Int", "Float", "String", "Boolean", "ID", "E0", "Code"];
    private static readonly string[] Composites = ["T0", "T1", "T2", "N0", "N1", "U0"];
    private readonly Dictionary<string, (string Arguments, string Type)> _fields = [];
    private readonly StringBuilder _sdl = new();

    public string Sdl()
    {
        for (var i = 0; i < 12; i++) _fields[$"f{i}"] = (chance.Percent(20) ? $"({Arguments()})" : "", OutputType());
        for (var i = 0; i < 3; i++) _fields[$"echo{i}"] = ($"({Arguments()})", "String");
        _sdl.Append("scalar Code enum E0 { RED GREEN BLUE } enum E1 { GREEN GREY }\n");
        _sdl.Append(InputObject("I0")).Append(InputObject("I1"));
        _sdl.Append("input O0 @oneOf { a: Int b: String c: I0 d: [Int!] }\n");
        var first = Names(4);
        var second = chance.Percent(50) ? [.. first.Union(Names(2))] : Names(4);
        var secondExtends = first.All(second.Contains);
        _sdl.Append($"interface N0 {{ {Fields(first, exact: true)} }}\n");
        _sdl.Append($"interface N1{(secondExtends ? " implements N0" : "")} {{ {Fields(second, exact: true)} }}\n");
        Object("T0", "N0", first);
        Object("T1", secondExtends ? "N1 & N0" : "N1", second);
        Object("T2", "N0 & N1", [.. first.Union(second)]);
        _sdl.Append("union U0 = T0 | T1 | T2\n");
        _sdl.Append($"type Query {{ {Fields([.. _fields.Keys], exact: false)} }}\n");
        _sdl.Append($"type Mutation {{ {Fields([.. Names(6).Append("echo0").Distinct()], exact: false)} }}\n");
        return _sdl.ToString();
    }

    private void Object(string name, string interfaces, IEnumerable<string> required) =>
        _sdl.Append($"type {name} implements {interfaces} {{ {Fields([.. required.Union(Names(4))], exact: false)} }}\n");

    private List<string> Names(int count) => [.. Enumerable.Range(0, count).Select(_ => chance.Of(_fields.Keys.ToList())).Distinct()];

    /// <summary>Field definitions; where they need not be exact some are made non-null, which an implementation may do.</summary>
    private string Fields(IEnumerable<string> names, bool exact) => string.Join(" ", names.Select(name =>
    {
        var (arguments, type) = _fields[name];
        return $"{name}{arguments}: {type}{(!exact && !type.EndsWith('!') && chance.Percent(15) ? "!" : "")}";
    }));

    private string OutputType() => Wrap(chance.Percent(45) ? chance.Of(["Int", "Float", "String", "Boolean", "ID", "E0", "E1", "Code"]) : chance.Of(Composites), 20);

    private string Wrap(string type, int nonNullPercent)
    {
        if (chance.Percent(nonNullPercent)) type += "!";
        for (var depth = 0; depth < 2 && chance.Percent(25); depth++) type = $"[{type}]{(chance.Percent(nonNullPercent) ? "!" : "")}";
        return type;
    }

    private string Arguments() => string.Join(", ", Enumerable.Range(0, 1 + chance.Below(3)).Select(i => InputField($"a{i}", [.. InputLeaves, .. Inputs, "O0"])));

    private string InputObject(string name)
    {
        // A non-null reference between the two could be a cycle without an end.
        var fields = Enumerable.Range(0, 2 + chance.Below(3)).Select(i => InputField($"i{i}", InputLeaves));
        var links = chance.Percent(50) ? $" more: {chance.Of(Inputs)} list: [{chance.Of(Inputs)}!]" : "";
        return $"input {name} {{ {string.Join(" ", fields)}{links} }}\n";
    }

    private string InputField(string name, IReadOnlyList<string> types)
    {
        var type = chance.Of(types);
        var wrapped = Wrap(type, 25);
        if (!chance.Percent(25) || type is "O0" or "I0" or "I1") return $"{name}: {wrapped}";
        var single = chance.Percent(70) ? Default(type) : null;
        var isList = wrapped.Contains('[', StringComparison.Ordinal);
        if (single is null) return wrapped.EndsWith('!') ? $"{name}: {wrapped}" : $"{name}: {wrapped} = null";
        return $"{name}: {wrapped} = {(isList && !wrapped.StartsWith("[[", StringComparison.Ordinal) && chance.Percent(50) ? $"[{single}]" : single)}";
    }

    private string Default(string type) => type switch
    {
        "Int" => chance.Of(["0", "7", "-12"]),
        "Float" => chance.Of(["1.5", "3", "-0.25"]),
        "Boolean" => chance.Of(["true", "false"]),
        "ID" => chance.Of(["\"id\"", "5"]),
        "E0" => chance.Of(["RED", "BLUE"]),
        _ => chance.Of(["\"AB\"", "\"Z\""]),
    };
}
