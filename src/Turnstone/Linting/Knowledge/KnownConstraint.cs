namespace Turnstone.Linting.Knowledge;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;

/// <summary>A constraint of a table that was seen.</summary>
/// <param name="Name">The one it was given, or that PostgreSQL thinks of.</param>
/// <param name="Columns">Those it is about; of a check, all that its condition names.</param>
public sealed record KnownConstraint(string Name, Constraint Constraint, ImmutableArray<string> Columns, bool IsValidated)
{
    public Making? Made { get; init; }
}
