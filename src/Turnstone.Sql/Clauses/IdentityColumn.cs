namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;

/// <summary>A column that a sequence of its own fills: <c>GENERATED … AS IDENTITY</c>.</summary>
/// <param name="IsAlways">Otherwise <c>BY DEFAULT</c>.</param>
public sealed record IdentityColumn(TextSpan Span, Identifier? Name, bool IsAlways, ImmutableArray<SequenceOption> Options) : Constraint(Span, Name);
