using IbmPlatform.Funding.Contracts;
using IbmPlatform.ServiceDefaults.Filtering;

namespace IbmPlatform.Funding;

/// <summary>Conditions on a contribution; null means not asked.</summary>
public sealed record ContributionFilter(
    IReadOnlyList<ContributionFilter>? And = null, IReadOnlyList<ContributionFilter>? Or = null, ContributionFilter? Not = null,
    IdFilter? Id = null, IdFilter? Project = null, IdFilter? Donor = null, IdFilter? Instrument = null, bool? Stated = null);

/// <summary>Conditions on a transaction; null means not asked.</summary>
public sealed record TransactionFilter(TransactionTypeFilter? Type = null, IdFilter? Provider = null, IdFilter? Receiver = null);

/// <summary>Conditions on the type; null means not asked.</summary>
public sealed record TransactionTypeFilter(TransactionType? Eq = null, IReadOnlyList<TransactionType>? In = null);
