namespace Turnstone.Diagnostics;

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

/// <summary>What a stage made, with everything it had to say; no value where it said an error.</summary>
public sealed record Checked<T>(T? Value, ImmutableArray<Diagnostic> Diagnostics) where T : class
{
    [MemberNotNullWhen(true, nameof(Value))]
    public bool Passed => Value is not null;
}

/// <summary>Makes a <see cref="Checked{T}"/>: one rule decides whether there is a value.</summary>
public static class Checked
{
    /// <summary>The value, unless one of the diagnostics is an error.</summary>
    public static Checked<T> Of<T>(T value, params IEnumerable<Diagnostic> diagnostics) where T : class
    {
        ImmutableArray<Diagnostic> said = [.. diagnostics];
        return new(said.Any(one => one.Severity == Severity.Error) ? null : value, said);
    }

    /// <summary>No value; at least one of the diagnostics is an error.</summary>
    public static Checked<T> Failed<T>(params IEnumerable<Diagnostic> diagnostics) where T : class =>
        new(null, [.. diagnostics]);
}
