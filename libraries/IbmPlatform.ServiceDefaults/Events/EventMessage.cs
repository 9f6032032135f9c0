using System.Linq.Expressions;
using IbmPlatform.Values;

namespace IbmPlatform.ServiceDefaults.Events;

/// <summary>Turns a log entry into the contract's event record.</summary>
public sealed class EventMessage<T>
    where T : class
{
    private readonly Func<LoggedEvent, T?, AggregateChanged<T>> create;

    private EventMessage(Type type, Func<LoggedEvent, T?, AggregateChanged<T>> create)
    {
        Type = type;
        this.create = create;
    }

    /// <summary>The event record.</summary>
    public Type Type { get; }

    /// <summary>Builds the factory of an event record, whose constructor takes what <see cref="AggregateChanged{T}"/> takes.</summary>
    public static EventMessage<T> Of<TEvent>()
        where TEvent : AggregateChanged<T>
    {
        var constructor = typeof(TEvent).GetConstructors().SingleOrDefault(c => c.GetParameters().Length > 1)
            ?? throw new InvalidOperationException($"{typeof(TEvent)} needs one public constructor that takes the parts of an event.");
        var logged = Expression.Parameter(typeof(LoggedEvent));
        var state = Expression.Parameter(typeof(T));
        var arguments = constructor.GetParameters().Select(parameter => parameter.Name switch
        {
            nameof(AggregateChanged<T>.Source) => Expression.Property(logged, nameof(LoggedEvent.Stream)),
            nameof(AggregateChanged<T>.Sequence) => Expression.Property(logged, nameof(LoggedEvent.Position)),
            nameof(AggregateChanged<T>.Id) => Expression.Property(logged, nameof(LoggedEvent.Aggregate)),
            nameof(AggregateChanged<T>.State) => (Expression)state,
            var name => Expression.Property(logged, name!),
        });
        var body = Expression.Convert(
            Expression.MemberInit(
                Expression.New(constructor, arguments),
                Expression.Bind(
                    typeof(TEvent).GetProperty(nameof(AggregateChanged<T>.MergedInto))!,
                    Expression.Property(logged, nameof(LoggedEvent.MergedInto)))),
            typeof(AggregateChanged<T>));
        return new(typeof(TEvent), Expression.Lambda<Func<LoggedEvent, T?, AggregateChanged<T>>>(body, logged, state).Compile());
    }

    /// <summary>Builds the event.</summary>
    public AggregateChanged<T> Create(LoggedEvent logged, T? state) => create(logged, state);
}
