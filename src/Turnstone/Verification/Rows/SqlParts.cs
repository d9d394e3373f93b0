namespace Turnstone.Verification.Rows;

using Turnstone.Sql;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.PlPgSql;
using Turnstone.Sql.Syntax;

/// <summary>Statements with what stands in their bodies, and in the strings that those have executed.</summary>
static class SqlParts
{
    const int Deepest = 3;

    /// <summary>Each with the slice that its spans are of.</summary>
    public static IEnumerable<(StatementSlice Slice, SyntaxNode Node)> Of(string text, PgVersion version) => Of(text, version, 0);

    static IEnumerable<(StatementSlice Slice, SyntaxNode Node)> Of(string text, PgVersion version, int depth)
    {
        foreach (var statement in StatementReader.ReadAll(text).Select(slice => Parser.Parse(slice, version)))
        {
            yield return (statement.Slice, statement);
            if (PlBody.Of(statement, version)?.Block is not { } block)
            {
                continue;
            }
            yield return (statement.Slice, block);
            var executed = depth >= Deepest ? [] : block.Nodes.OfType<PlExecute>().SelectMany(one => one.Command.Nodes).OfType<Constant>().Where(constant => constant.Kind == ConstantKind.String);
            foreach (var part in executed.SelectMany(constant => Of(statement.Slice.Said(constant.Span), version, depth + 1)))
            {
                yield return part;
            }
        }
    }
}
