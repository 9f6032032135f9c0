using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;
using IbmPlatform.GraphQL.Validation;

namespace IbmPlatform.GraphQL.Tests.Language;

/// <summary>Documents broken at random, from a fixed seed: each is read or refused, and what is read can be printed and checked.</summary>
public sealed class RobustnessTests
{
    private const int Mutations = 1_500;
    private const string Alphabet = "{}()[]:=!$@|&.,\"\\#\n\r -+0159eEuxyz_\u00e9\ud83d\ude00\uFEFF\0";

    private static readonly string[] Words = ["...", "\"\"\"", "\\u{", "query", "fragment", "on", "type", "extend", "null", "true", "$a", "@skip(if: true)", "{ a }", "implements"];

    private static readonly Schema Schema = Schema.FromSdl(
        "type Query { thing(id: ID, filter: Filter): Query text(value: String): String a: Int id: ID name: String b: Int } input Filter { a: Float b: Int c: [Boolean] d: Filter }");

    [Theory]
    [InlineData(Documents.Executable, 1)]
    [InlineData(Documents.Executable, 2)]
    [InlineData(Documents.TypeSystem, 3)]
    [InlineData(Documents.TypeSystem, 4)]
    public void A_broken_document_is_read_or_refused_but_never_crashes(string text, int seed)
    {
        var random = new Random(seed);
        var read = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var mutant = text;
            for (var changes = random.Next(1, 4); changes > 0; changes--) mutant = Mutate(mutant, random);
            if (Read(mutant) is not { } document) continue;
            read++;
            var printed = Printer.Print(document);
            Assert.Equal(printed, Printer.Print(Parser.ParseDocument(printed)));
            DocumentValidator.Validate(Schema, document);
            if (document.Definitions.All(definition => definition is not ExecutableDefinitionNode))
                Assert.IsType<SchemaException>(Record.Exception(() => Schema.FromDocument(document)));
        }

        Assert.InRange(read, Mutations / 100, Mutations);
    }

    private static DocumentNode? Read(string text)
    {
        try
        {
            return Parser.ParseDocument(text);
        }
        catch (GraphQLSyntaxException error)
        {
            Assert.InRange(error.Location.Start, 0, text.Length);
            Assert.True(error.Line > 0 && error.Column > 0);
            return null;
        }
    }

    private static string Mutate(string text, Random random)
    {
        var position = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(8), text.Length - position);
        return random.Next(5) switch
        {
            0 => text.Remove(position, length),
            1 => text.Insert(position, Alphabet[random.Next(Alphabet.Length)].ToString()),
            2 => text.Insert(position, Words[random.Next(Words.Length)]),
            3 => text[..position],
            _ => text.Insert(position, text[..length]),
        };
    }
}
