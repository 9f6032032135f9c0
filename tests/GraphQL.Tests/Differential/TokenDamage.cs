using System.Text.RegularExpressions;

namespace IbmPlatform.GraphQL.Tests.Differential;

/// <summary>Breaks a document a little: a token is lost, doubled, swapped with the next, or replaced by another of the same document.</summary>
internal sealed partial class TokenDamage(Chance chance)
{
    public string Apply(string document)
    {
        var tokens = Token().Matches(document).Select(m => m.Value).ToList();
        for (var i = 0; i <= chance.Below(2); i++) Damage(tokens);
        return string.Join(" ", tokens);
    }

    private void Damage(List<string> tokens)
    {
        var at = chance.Below(tokens.Count);
        switch (chance.Below(6))
        {
            case 0:
                tokens.RemoveAt(at);
                break;
            case 1:
                tokens.Insert(at, tokens[at]);
                break;
            case 2 when at + 1 < tokens.Count:
                (tokens[at], tokens[at + 1]) = (tokens[at + 1], tokens[at]);
                break;
            default:
                // Like for like, so that many of the results still parse.
                var alike = tokens.FindAll(t => char.IsLetter(t[0]) == char.IsLetter(tokens[at][0]) && t[0] == '$' == (tokens[at][0] == '$'));
                tokens[at] = chance.Of(alike);
                break;
        }
    }

    [GeneratedRegex("""\"\"\"(?:[^"\\]|\\\"\"\"|"(?!""))*\"\"\"|"(?:[^"\\\n]|\\.)*"|\.\.\.|\$\w+|@\w+|[\w.+-]+|[^\s,]""")]
    private static partial Regex Token();
}
