namespace IbmPlatform.Mongo.Server.Query.Execution;

/// <summary>
/// The command that runs on this thread, and its steps so far. One expression or one update of one document can take minutes
/// (nested <c>$map</c> over long arrays), deep inside of what knows nothing of commands: every loop there counts its steps
/// here, and now and then the deadline is looked at. A command runs on one thread from <see cref="Enter"/> to the end of it.
/// </summary>
internal static class Work
{
    // The clock is read once in so many steps: a step takes some nanoseconds, and so does the clock.
    private const int StepsBetweenChecks = 64;

    [ThreadStatic]
    private static Deadline? current;

    [ThreadStatic]
    private static int steps;

    /// <summary>Steps count against this command's time until the result is disposed of.</summary>
    public static Entered Enter(Deadline deadline)
    {
        var entered = new Entered(current);
        current = deadline;
        return entered;
    }

    /// <param name="cost">About how many values are looked at.</param>
    /// <exception cref="CommandException">The command's time is over.</exception>
    public static void Step(int cost = 1)
    {
        if ((steps += cost) < StepsBetweenChecks)
            return;
        steps = 0;
        current?.Check();
    }

    internal readonly struct Entered(Deadline? outer) : IDisposable
    {
        public void Dispose() => current = outer;
    }
}
