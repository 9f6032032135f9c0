using System.Text.RegularExpressions;

namespace IbmPlatform.GraphQL.Tests.Differential;

/// <summary>Where graphql 16 or 17 differs from what the September 2025 specification says or leaves open.</summary>
internal static partial class KnownDifferences
{
    /// <summary>The clause that explains a difference; null when none does.</summary>
    public static string? Explain(int version, PeerAnswer theirs, string difference)
    {
        // graphql 17 does too, in other words.
        if (theirs.Message is not null && NullCondition().IsMatch(theirs.Message)) return "6.3.2 CollectFields";
        // graphql 16 refuses a null condition as an argument; the text asks only whether the condition is true.
        if (theirs.Message?.Contains("Argument \"if\" of non-null type \"Boolean!\" must not be null.", StringComparison.Ordinal) == true) return "6.3.2 CollectFields";
        // graphql 17 looks for null in the fields of one-of objects only where the object itself may be null.
        if (version == 17 && OneOfVariableOfOurs().IsMatch(difference)) return "5.8.5 All Variable Usages Are Allowed";
        // graphql 17 looks at the first spread of each fragment only; the draft speaks of every directive.
        if (DeferOnRoot().IsMatch(difference)) return "draft 5.7.4 Defer And Stream Directives Are Used On Valid Root Field";
        // graphql 16 wants a non-null variable in a one-of field; the text takes a nullable one too that has a default other than null.
        if (theirs is { Phase: "validation", Message: { } message } && message.Split(" | ").All(m => OneOfVariable().IsMatch(m))) return "5.8.5 All Variable Usages Are Allowed";
        // graphql 16 stumbles over a variable in a one-of field that the operation does not define, where the text has it refused.
        if (version == 16 && theirs is { Phase: "fault", Message: { } stack } && difference.StartsWith("ours came to validation", StringComparison.Ordinal)
            && stack.Contains("validateOneOfInputObject", StringComparison.Ordinal))
            return "5.8.3 All Variable Uses Defined";
        // graphql 16 has descriptions in schemas only.
        if (theirs is { Phase: "syntax", Message: { } fault } && !difference.StartsWith("ours came to syntax", StringComparison.Ordinal) && Description().IsMatch(fault)) return "2.2 Document, descriptions of executable definitions";
        // graphql 16 shows a list's default as it is coerced, [true]; the text wants some literal that gives the default, and true is one.
        return ListDefault().IsMatch(difference) ? "4.2.6 The __InputValue Type" : null;
    }

    [GeneratedRegex("""^Variable ".*" must be non-nullable to be used for OneOf Input Object ".*"\.$""")]
    private static partial Regex OneOfVariable();

    [GeneratedRegex("""^ours came to validation, theirs to \w+\. Ours: (?:(?: \| )?Variable "\$\w+" (?:of type "[^"]*" )?must be non-null to be used in OneOf input type "\w+!?"\.)+ Theirs: """)]
    private static partial Regex OneOfVariableOfOurs();

    [GeneratedRegex("""Argument "@\w+\(if:\)" has invalid value: Expected variable "\$\w+" provided to non-null type "Boolean!" not to be null\.""")]
    private static partial Regex NullCondition();

    [GeneratedRegex("""^ours came to validation, theirs to \w+\. Ours: (?:(?: \| )?@defer can't be used on the root type \w+ of \w+\.)+ Theirs: """)]
    private static partial Regex DeferOnRoot();

    [GeneratedRegex("""Expected "\$", found (?:Block)?String|Unexpected description, descriptions are supported only""")]
    private static partial Regex Description();

    [GeneratedRegex("""\.defaultValue: ours "(?<literal>.*)", theirs "\[+\k<literal>\]+"$""")]
    private static partial Regex ListDefault();
}
