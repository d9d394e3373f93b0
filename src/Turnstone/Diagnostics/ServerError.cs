namespace Turnstone.Diagnostics;

using System.Collections.Immutable;

/// <summary>What PostgreSQL said when it refused: its SQLSTATE, message and hint, without the row values that its detail may hold.</summary>
/// <param name="Position">Where in the statement, counted in characters from 1; 0 where the server did not say.</param>
public sealed record ServerError(string SqlState, string Message, string? Hint, int Position)
{
    /// <summary>The server's detail, where it names objects only: what depends on what. Others may hold values of rows.</summary>
    public string? Detail { get; init; }

    /// <summary>Where in PL/pgSQL it arose, the innermost call first; empty outside of it.</summary>
    internal ImmutableArray<PlpgsqlPlace> Places { get; init; } = [];

    /// <summary>The line of a COPY's rows in which it arose, from 1; none outside of them.</summary>
    internal int? Row { get; init; }

    public override string ToString() => $"SQLSTATE {SqlState}: {Message}";
}
