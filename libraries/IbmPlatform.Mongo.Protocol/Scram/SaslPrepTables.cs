using System.Globalization;

namespace IbmPlatform.Mongo.Protocol.Scram;

/// <summary>The tables of RFC 3454 and of Unicode 3.2, read from saslprep.txt (written by saslprep.py) when a password first needs them.</summary>
internal sealed class SaslPrepTables
{
    private static readonly Lazy<SaslPrepTables> Loaded = new(() => new SaslPrepTables());
    private readonly Dictionary<string, List<string>> sections = [];
    private readonly Dictionary<int, int> classes;

    private SaslPrepTables()
    {
        using var stream = typeof(SaslPrepTables).Assembly.GetManifestResourceStream("saslprep.txt")!;
        using var reader = new StreamReader(stream);
        List<string> section = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('['))
                sections[line[1..^1]] = section = [];
            else
                section.Add(line);
        }
        Unassigned = Ranges("unassigned");
        Nothing = Ranges("nothing");
        Space = Ranges("space");
        Prohibited = Ranges("prohibited");
        RightToLeft = Ranges("rightToLeft");
        LeftToRight = Ranges("leftToRight");
        classes = Rows("class").ToDictionary(r => r[0], r => r[1]);
        Decompositions = Rows("decompose").ToDictionary(r => r[0], r => r[1..]);
        Compositions = Rows("compose").ToDictionary(r => (r[0], r[1]), r => r[2]);
        sections.Clear();
    }

    public static SaslPrepTables Instance => Loaded.Value;

    public RuneRanges Unassigned { get; }

    public RuneRanges Nothing { get; }

    public RuneRanges Space { get; }

    public RuneRanges Prohibited { get; }

    public RuneRanges RightToLeft { get; }

    public RuneRanges LeftToRight { get; }

    public Dictionary<int, int[]> Decompositions { get; }

    public Dictionary<(int First, int Second), int> Compositions { get; }

    /// <summary>The canonical combining class; 0 for what is no mark.</summary>
    public int Class(int character) => classes.GetValueOrDefault(character);

    private RuneRanges Ranges(string name) => new([.. sections[name].Select(l => l.Split('-')).Select(p => (Hex(p[0]), Hex(p[1])))]);

    private IEnumerable<int[]> Rows(string name) => sections[name].Select(l => l.Split(' ').Select(Hex).ToArray());

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
