using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Values;

namespace IbmPlatform.ServiceDefaults.Filtering;

/// <summary>Conditions on an id; what is not given is not asked.</summary>
public sealed record IdFilter(
    Optional<string> Eq = default, Optional<string> Ne = default, Optional<IReadOnlyList<string>> In = default, Optional<IReadOnlyList<string>> Nin = default);

/// <summary>Conditions on a text; what is not given is not asked.</summary>
public sealed record StringFilter(
    Optional<string> Eq = default, Optional<string> Ne = default, Optional<IReadOnlyList<string>> In = default, Optional<IReadOnlyList<string>> Nin = default,
    Optional<string> Contains = default, Optional<string> StartsWith = default, IReadOnlyList<StringFilter>? And = null, IReadOnlyList<StringFilter>? Or = null,
    StringFilter? Not = null);

/// <summary>Conditions on a whole number; what is not given is not asked.</summary>
public sealed record IntFilter(
    Optional<int?> Eq = default, Optional<int?> Ne = default, Optional<IReadOnlyList<int>> In = default, Optional<IReadOnlyList<int>> Nin = default,
    Optional<int?> Gt = default, Optional<int?> Gte = default, Optional<int?> Lt = default, Optional<int?> Lte = default);

/// <summary>Conditions on an instant; what is not given is not asked.</summary>
public sealed record DateTimeFilter(
    Optional<DateTimeOffset?> Gt = default, Optional<DateTimeOffset?> Gte = default, Optional<DateTimeOffset?> Lt = default, Optional<DateTimeOffset?> Lte = default);

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
