using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults;
using IbmPlatform.ServiceDefaults.Streams;
using IbmPlatform.Values;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Reports.Following;

/// <summary>Keeps projects with the time of their last change, which no state tells.</summary>
internal sealed class KeepProject([FromKeyedServices(ReportsService.ServiceName)] ServiceDatabase database) : IEventHandler<AggregateChanged<Project>>
{
    private readonly ReadModel<FollowedProject> projects = database.ReadModel<FollowedProject>(Collections.Projects);

    public Task ApplyAsync(AggregateChanged<Project> message, CancellationToken cancellationToken) => projects.ApplyAsync(
        message.Id, message.Epoch, message.Version, message.State is null ? null : FollowedProject.Of(message.State, message.OccurredAt), cancellationToken);
}
