namespace Turnstone.Linting.Knowledge;

using Turnstone.Sql;

/// <summary>A type or a domain that was seen.</summary>
/// <param name="Statement">What made it.</param>
public sealed record KnownType(KnownName Name, Statement Statement, Making? Made);
