using System.Buffers;

namespace IbmPlatform.GraphQL.Execution;

/// <summary>Says before any request of a batch runs whether all of them together may.</summary>
public interface IBatchAdmission
{
    /// <summary>
    /// Sums what the requests may cost, holds the sum against the limits of one operation and takes it off the client's budget. Requests
    /// that can't run for other reasons cost nothing and are told so when they are handled.
    /// </summary>
    /// <param name="requests">The batch; each is to be handled with <see cref="GraphQLRequest.IsPaid"/> when it is admitted.</param>
    /// <param name="context">The client's, and no context that a request of the batch is handled with.</param>
    /// <param name="output">Gets the refusal: one answer without data for the whole batch.</param>
    /// <returns>Null when the batch may run; else what refused it.</returns>
    ExecutionOutcome? Admit(IReadOnlyList<GraphQLRequest> requests, RequestContext context, IBufferWriter<byte> output);
}
