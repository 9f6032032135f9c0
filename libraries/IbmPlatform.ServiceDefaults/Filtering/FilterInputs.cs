using IbmPlatform.Values;

namespace IbmPlatform.ServiceDefaults.Filtering;

/// <summary>Conditions on an id; null means not asked.</summary>
public sealed record IdFilter(string? Eq, string? Ne, IReadOnlyList<string>? In, IReadOnlyList<string>? Nin);

/// <summary>Conditions on a text; null means not asked.</summary>
public sealed record StringFilter(
    string? Eq = null, string? Ne = null, IReadOnlyList<string>? In = null, IReadOnlyList<string>? Nin = null, string? Contains = null,
    string? StartsWith = null, IReadOnlyList<StringFilter>? And = null, IReadOnlyList<StringFilter>? Or = null, StringFilter? Not = null);

/// <summary>Conditions on a whole number; null means not asked.</summary>
public sealed record IntFilter(
    int? Eq = null, int? Ne = null, IReadOnlyList<int>? In = null, IReadOnlyList<int>? Nin = null, int? Gt = null, int? Gte = null, int? Lt = null, int? Lte = null);

/// <summary>Conditions on an instant; null means not asked.</summary>
public sealed record DateTimeFilter(DateTimeOffset? Gt = null, DateTimeOffset? Gte = null, DateTimeOffset? Lt = null, DateTimeOffset? Lte = null);

/// <summary>A time; a null side is open.</summary>
public sealed record PeriodInput(PartialDate? Start, PartialDate? End);

/// <summary>Conditions on a period; null means not asked.</summary>
public sealed record PeriodFilter(PeriodInput? Overlaps, PeriodInput? Within, bool IncludeUnknown);

/// <summary>Smallest or greatest first.</summary>
public enum SortDirection
{
    /// <summary>Smallest first.</summary>
    Asc,

    /// <summary>Greatest first.</summary>
    Desc,
}
