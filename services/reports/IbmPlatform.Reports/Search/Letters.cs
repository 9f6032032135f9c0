using System.Collections.Frozen;

namespace IbmPlatform.Reports.Search;

/// <summary>
/// Lower-case letters with marks and the letters that people type in their place. A table, since the runtime decomposes text only with
/// ICU, which this product runs without.
/// </summary>
internal static class Letters
{
    // From the canonical decompositions of the Unicode Character Database: Latin, Greek and Cyrillic.
    private static readonly (string Plain, string Marked)[] Table =
    [
        ("a", "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"),
        ("b", "ḃḅḇ"),
        ("c", "çćĉċčḉ"),
        ("d", "ďḋḍḏḑḓ"),
        ("e", "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"),
        ("f", "ḟ"),
        ("g", "ĝğġģǧǵḡ"),
        ("h", "ĥȟḣḥḧḩḫẖ"),
        ("i", "ìíîïĩīĭįǐȉȋḭḯỉị"),
        ("j", "ĵǰ"),
        ("k", "ķǩḱḳḵ"),
        ("l", "ĺļľḷḹḻḽ"),
        ("m", "ḿṁṃ"),
        ("n", "ñńņňǹṅṇṉṋ"),
        ("o", "òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"),
        ("p", "ṕṗ"),
        ("r", "ŕŗřȑȓṙṛṝṟ"),
        ("s", "śŝşšșṡṣṥṧṩ"),
        ("t", "ţťțṫṭṯṱẗ"),
        ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
        ("v", "ṽṿ"),
        ("w", "ŵẁẃẅẇẉẘ"),
        ("x", "ẋẍ"),
        ("y", "ýÿŷȳẏẙỳỵỷỹ"),
        ("z", "źżžẑẓẕ"),
        ("ae", "ǣǽ"),
        ("o", "ǿ"),
        ("ſ", "ẛ"),
        ("ʒ", "ǯ"),
        ("α", "ά"),
        ("ε", "έ"),
        ("η", "ή"),
        ("ι", "ΐίϊ"),
        ("ο", "ό"),
        ("υ", "ΰϋύ"),
        ("ω", "ώ"),
        ("ϒ", "ϓϔ"),
        ("а", "ӑӓ"),
        ("г", "ѓ"),
        ("е", "ѐёӗ"),
        ("ж", "ӂӝ"),
        ("з", "ӟ"),
        ("и", "йѝӣӥ"),
        ("к", "ќ"),
        ("о", "ӧ"),
        ("у", "ўӯӱӳ"),
        ("ч", "ӵ"),
        ("ы", "ӹ"),
        ("э", "ӭ"),
        ("і", "ї"),
        ("ѵ", "ѷ"),
        ("ә", "ӛ"),
        ("ө", "ӫ"),
    ];

    // Letters that have no decomposition.
    private static readonly (string Plain, string Marked)[] Others =
    [
        ("ae", "æ"),
        ("d", "đð"),
        ("e", "ə"),
        ("h", "ħ"),
        ("i", "ı"),
        ("l", "ł"),
        ("o", "ø"),
        ("oe", "œ"),
        ("ss", "ß"),
        ("t", "ŧ"),
        ("th", "þ"),
        ("σ", "ς"),
    ];

    private static readonly FrozenDictionary<char, string> Plain = Table.Concat(Others)
        .SelectMany(row => row.Marked.Select(letter => (Letter: letter, row.Plain))).ToFrozenDictionary(entry => entry.Letter, entry => entry.Plain);

    /// <summary>The letter without its marks; null where it has none.</summary>
    public static string? Unmarked(char lowerCase) => Plain.GetValueOrDefault(lowerCase);
}
