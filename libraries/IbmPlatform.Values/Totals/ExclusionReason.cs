namespace IbmPlatform.Values.Totals;

/// <summary>Why a line is not in a total. A line has one reason: the first that applies, in this order.</summary>
public enum ExclusionReason
{
    /// <summary>A later revision of the same budget is in question too.</summary>
    Revised,

    /// <summary>It is part of another line in question.</summary>
    ChildOfCounted,

    /// <summary>Another line in question is the same money seen from the other side.</summary>
    SameMoney,

    /// <summary>No source states its amount.</summary>
    NotStated,

    /// <summary>The question asks for a part of it and no source states that part.</summary>
    ShareNotStated,

    /// <summary>No exchange rate covers its date.</summary>
    NoRate,
}
