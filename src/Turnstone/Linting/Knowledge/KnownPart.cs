namespace Turnstone.Linting.Knowledge;

using Turnstone.Sql;
using Turnstone.Sql.Clauses;

/// <summary>A trigger, a policy or a rule that was seen.</summary>
/// <param name="Statement">What made it.</param>
sealed record KnownPart(ObjectKind Kind, string Name, KnownTable Table, Statement Statement, Making? Made);
