namespace IbmPlatform.Federation.Composition;

/// <summary>What composition came to.</summary>
/// <param name="SupergraphSdl">The supergraph's SDL (join specification 0.5); null when there are errors.</param>
/// <param name="Errors">Every fault found; empty when composition succeeded.</param>
/// <param name="Hints">What a reader should know although the result is valid, for instance a field that was left out.</param>
public sealed record CompositionResult(
    string? SupergraphSdl, IReadOnlyList<CompositionError> Errors, IReadOnlyList<CompositionHint> Hints);

/// <summary>A fault that prevents composition.</summary>
/// <param name="Code">A stable code, as in Apollo's list of composition errors.</param>
/// <param name="Message">What is wrong, in which subgraphs, and the way out.</param>
public sealed record CompositionError(string Code, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Code}: {Message}";
}

/// <summary>A remark on a result that is valid.</summary>
/// <param name="Code">A stable code, as in Apollo's list of composition hints.</param>
/// <param name="Message">What was noticed, in which subgraphs.</param>
/// <param name="Coordinate">The schema coordinate concerned, <c>Type.field</c> or <c>Type</c> or <c>@directive</c>.</param>
public sealed record CompositionHint(string Code, string Message, string Coordinate)
{
    /// <summary>Whether a field, an input field or an argument that a subgraph offers is missing from the supergraph.</summary>
    public bool DropsSomething =>
        Code is HintCodes.InconsistentInputObjectField or HintCodes.InconsistentArgumentPresence
            or HintCodes.InconsistentEnumValueForInputEnum or HintCodes.InconsistentExecutableDirectivePresence;

    /// <inheritdoc/>
    public override string ToString() => $"{Code}: {Message}";
}
