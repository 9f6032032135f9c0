using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace IbmPlatform.Mongo.Server.Tests.Differential;

/// <summary>A difference that stands, because MongoDB documents the behaviour that the server has.</summary>
/// <param name="Pattern">What the text of a case has that may differ so, with both answers behind it.</param>
/// <param name="Judge">What MongoDB's manual says.</param>
internal sealed record KnownDifference(string Name, Regex Pattern, string Judge)
{
    public static IReadOnlyList<KnownDifference> All { get; } =
    [
        Listed("the order of arrays", """^Find .*"sort":\{[^}]*"(a|b|t|n\.x|n\.y|items\.p)":.*\n  server order""",
            "Comparison/Sort Order, Arrays: an ascending sort compares the smallest element, a descending one the largest, an empty array is less than null."),
        Listed("parallel arrays in a sort", """sort".*\n  server \{"error":"cannot sort with keys that are parallel arrays""",
            "Sort Consistency and Parallel Arrays: a sort by two fields that both hold arrays is an error."),
        Listed("$slice keeps the other fields", """projection":\{"t":\{"\$slice""",
            "$slice (projection): by itself it is part of an exclusion projection, so every other field is returned."),
        Listed("conditions on null hold for absent fields", """\$(lte|gte|all)":(null|\[[^\]]*null)""",
            "Query for Null or Missing Fields: null equals an absent field, also for $lte, $gte and $all."),
        Listed("regular expressions ask the elements of an array", """\$regex":""",
            "$regex: a field that holds an array matches when an element does, as for every other operator."),
        Listed("absent fields make no field", """\$(project|addFields|set|group)":.*"(\$a|\$b|\$n|\$n\.x|\$none|\$items\.p|\$i|\$s|\$f)""",
            "Aggregation Expressions: a field path that is absent gives nothing: no field in $project and in an _id document, no element in $push."),
        Listed("null compares in expressions", """\$(gt|gte|lt|lte)":\[""",
            "$lt (aggregation) and its like compare values of different types by the comparison order: null and absent are less than numbers."),
        Listed("$ne compares whole values in expressions", """\$ne":\["\$[abnt]""",
            "$ne (aggregation): compares the two values; unlike the query's $ne it does not ask the elements of an array."),
        Listed("documents compare type by type", """\"\$(gt|gte|lt|lte)":\{""",
            "Comparison/Sort Order, Objects: fields are compared in order by type, then name, then value."),
        Listed("null propagates through arithmetic", """\$mod":.*mingo  \{"error":"\$mod expression must resolve""",
            "$mod (aggregation): null or absent arguments give null."),
        Listed("$addToSet adds a value once", """\$addToSet":\{[^}]*\$each""",
            "$addToSet: adds a value unless it is present, also when $each brings it twice and the field is new."),
        Listed("$push shortens also what is new", """\$push":.*\$slice":""",
            "$push with $slice: zero empties the array, another number keeps so many elements, also when the field was absent."),
        Listed("$mod asks numbers only", """\$mod":\[""",
            "$mod: matches a number whose whole part, divided, leaves the remainder; what is no number does not match."),
        Listed("a path through an array asks each document", """(items\.[pq]|[ab]\.x)":(\[|null|\{.*(\$(size|elemMatch|all|type|exists)"|:null|\[))""",
            "Query an Array of Embedded Documents: each document's own value is asked, and one that lacks the field counts as null; the values are not gathered."),
        Listed("$type asks the elements of an array", """\$type":""",
            "$type, Arrays: for a field that holds an array the elements are asked, and with 'array' the field itself."),
        Listed("a path does not enter an array inside an array", """\"[ab]\.x":.*\n.*"[ab]":\[[^\]]*\[""",
            "Query an Array of Embedded Documents: a path asks the documents that an array holds; an array directly inside it is not gone through."),
        Listed("a place beyond an array's end", """(t\.[01]|items\.0\.p)":(null|\{.*null)""",
            "Dot Notation: a number is a place in the array and a field name in its documents; both are asked, and an empty array offers neither."),
        Listed("an empty array is a value", """\$(in|nin)":\[.*\[\]""",
            "$in: an element of the list that is an array equals a field that holds that array, an empty one too."),
        Listed("$elemMatch with fields asks documents", """\$elemMatch":\{"[a-z]""",
            "$elemMatch (query): names of fields are asked of elements that are documents; a number or a text has no fields."),
        Listed("$push sorts also what is new", """\$push":.*\$sort":""",
            "$push with $sort: the elements are ordered, also when the field was absent."),
        Listed("$min and $max compare all types", """Update .*\$(min|max)":""",
            "$min and $max (update) compare values of different types by the BSON comparison order."),
        Listed("$unwind takes what is no array as one element", """\$unwind":""",
            "$unwind, Non-Array Field Path: any value that is no array, not null and not absent counts as one element, 0, false and an empty text too."),
        Listed("$all asks a scalar too", """\$all":\[""",
            "$all: equals an $and of equalities, so that a field that is no array matches a list of its one value."),
        Listed("$addToSet into an array with duplicates", """\$addToSet":.*"t":\[(?:[^\]]*,)?(-?\d+)(?:,[^\]]*)?,\1[,\]]""",
            "$addToSet, Existing Array: duplicates that are there stay, and a value that is absent is added."),
        Listed("parallel arrays in an index", """server \{"error":"cannot index parallel arrays""",
            "Multikey Indexes, Compound Multikey Indexes: a document with arrays in two fields of one compound index is refused."),
        Listed("mingo shares a value between two fields", "Converting circular structure",
            "A value that is computed is a value of its own: a document never contains itself."),
    ];

    private static KnownDifference Listed(string name, [StringSyntax(StringSyntaxAttribute.Regex)] string pattern, string judge) =>
        new(name, new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.Singleline), judge);

    public static KnownDifference? Of(string difference) => All.FirstOrDefault(known => known.Pattern.IsMatch(difference));
}
