namespace Turnstone.Planning;

using Turnstone.Sql;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;

/// <summary>Tells whether a statement can be an assert: a query that only reads, as far as its text says.</summary>
/// <remarks>What a function does that it calls, the server sees to: an assert runs read-only.</remarks>
static class AssertedQuery
{
    /// <summary>Why it cannot, as a sentence without its end; none where it can.</summary>
    public static string? Trouble(Statement statement) => statement is Select query
        ? query.Nodes.Select(Writing).FirstOrDefault(writes => writes is not null)
        : $"{StatementClassifier.Verb(statement.Slice)} is no query: an assert is a SELECT, VALUES or TABLE";

    static string? Writing(Turnstone.Sql.Syntax.SyntaxNode node) => node switch
    {
        SelectList { Into: not null } => "SELECT INTO makes a table, and an assert only reads",
        CommonTable { Query: not Select } => "A query of its WITH changes rows, and an assert only reads",
        RowLock => "It locks rows, and an assert only reads",
        _ => null,
    };
}
