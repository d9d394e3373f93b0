namespace Turnstone.Linting.Knowledge;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A function or a procedure that was seen.</summary>
public sealed record KnownRoutine(KnownName Name, CreateRoutine Statement, Making? Made)
{
    /// <summary>What tells it from others of its name: the types that it is called with, as they are written.</summary>
    public string Signature { get; } = string.Join(", ", Statement.Parameters
        .Where(parameter => parameter.Mode is not (ParameterMode.Out or ParameterMode.Table))
        .Select(parameter => Statement.Slice.Text.Substring(parameter.Type.Span.Start, parameter.Type.Span.Length)));
}
