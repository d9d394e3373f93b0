namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary>How a type is made.</summary>
public enum TypeForm
{
    /// <summary>A name that a base type takes later.</summary>
    Shell,
    Base,
    Composite,
    Enum,
    Range,
}
