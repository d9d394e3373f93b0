namespace Turnstone.Tests.Sql.Trees;

using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;
using Turnstone.Sql.TableActions;

/// <summary>Reads the text of a part where such a part may stand, and says whether it is the same tree.</summary>
sealed class Alone
{
    readonly HashSet<Type> kinds = [];

    /// <summary>Of how many kinds of nodes one was read.</summary>
    public int Kinds => kinds.Count;

    /// <summary>The parts, of so many at most, that are not the same, one of a kind.</summary>
    public IReadOnlyList<string> Check(Statement statement, int most)
    {
        var wrong = new Dictionary<Type, string>();
        if (statement.Error is not null)
        {
            return [];
        }

        foreach (var node in statement.Nodes.Where(node => Place(node, statement.Slice.Text) is not null).Take(most))
        {
            var (before, behind) = Place(node, statement.Slice.Text)!.Value;
            var text = statement.Slice.Text.Substring(node.Span.Start, node.Span.Length);
            var again = Parser.Parse(new($"{before}{text}{behind}", 1, TextPosition.Start, "", CopiesFromStdin: false) { StandardStrings = statement.Slice.StandardStrings }, PgVersion.V18);
            var same = again.Nodes.FirstOrDefault(one => one.GetType() == node.GetType() && one.Span == new TextSpan(before.Length, node.Span.Length));
            if (again.Error is not null || same is null || TreeText.Of(same) != TreeText.Of(node))
            {
                wrong[node.GetType()] = $"{node.GetType().Name}: {text}\n{again.Error?.Message}\n{TreeText.Of(node)}\n{(same is null ? "" : TreeText.Of(same))}";
            }

            kinds.Add(node.GetType());
        }

        return [.. wrong.Values];
    }

    // What may stand around it; none of what only its own kind of statement has.
    static (string Before, string Behind)? Place(SyntaxNode node, string text) => node switch
    {
        KeywordCall { Keyword: "XMLTABLE" or "JSON_TABLE" or "CUBE" or "ROLLUP" or "GROUPING SETS" } => null,
        RowConstructor { IsExplicit: false, Elements.IsEmpty: true } => null,
        // [1, 2] within ARRAY[…], which alone is no value.
        ArrayConstructor when text[node.Span.Start] == '[' => ("SELECT ARRAY[", "]"),
        // The query of json_array(SELECT 1) has no parentheses of its own.
        Subquery query when query.Query.Span == node.Span => null,
        Expression => ("SELECT ", ""),
        Return => null,
        Statement => ("", ""),
        NestedQuery => ("", " UNION SELECT 1"),
        QueryBody => ("", ""),
        TableReference => ("SELECT FROM ", ""),
        // An interval's fields may stand behind the constant: interval '1' day.
        TypeName { Fields: { } fields } when fields.Start >= node.Span.End => null,
        TypeName { IsSet: false, IsReference: false } => ("SELECT a::", ""),
        Argument => ("SELECT f(", ")"),
        SortKey => ("SELECT ORDER BY ", ""),
        OutputColumn => ("SELECT ", ""),
        Assignment => ("UPDATE t SET ", ""),
        WithClause => ("", " SELECT 1"),
        CommonTable => ("WITH ", " SELECT 1"),
        SearchClause => ("WITH RECURSIVE t AS (SELECT 1) ", " SELECT 1"),
        CycleClause => ("WITH RECURSIVE t AS (SELECT 1) ", " SELECT 1"),
        ReturningAlias => ("DELETE FROM t RETURNING WITH (", ") 1"),
        ConflictClause => ("INSERT INTO t VALUES (1) ", ""),
        Returning => ("DELETE FROM t ", ""),
        RowLimit { WithTies: false } => ("SELECT 1 ", ""),
        RowLock => ("SELECT 1 ", ""),
        IndexKey => ("CREATE INDEX ON t (", ")"),
        StorageOption => ("ALTER TABLE t SET (", ")"),
        TableAction => ("ALTER TABLE t ", ""),
        ColumnDefinition { Type: not null } => ("CREATE TABLE t (", ")"),
        Constraint => null,
        TableElement and not ColumnDefinition => ("CREATE TABLE t (", ")"),
        PartitionBound => ("ALTER TABLE t ATTACH PARTITION p ", ""),
        PartitionStrategy => ("CREATE TABLE t () ", ""),
        MergeBranch => ("MERGE INTO t USING u ON true ", ""),
        RoutineParameter { Mode: not ParameterMode.Table } => ("CREATE FUNCTION f(", ") RETURNS int RETURN 1"),
        TriggerEvent => ("CREATE TRIGGER x BEFORE ", " ON t EXECUTE FUNCTION f()"),
        RoleOption => ("CREATE ROLE r ", ""),
        SequenceOption => ("CREATE SEQUENCE s ", ""),
        _ => null,
    };
}
