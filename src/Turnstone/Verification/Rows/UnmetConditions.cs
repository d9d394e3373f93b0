namespace Turnstone.Verification.Rows;

using System.Collections.Immutable;
using Turnstone.Linting.Trace;
using Turnstone.Plans;
using Turnstone.Sql;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;
using Turnstone.Sql.TableActions;

/// <summary>Finds the statements that change rows or take them away, and in a trial did so with none: what becomes of such rows nobody saw.</summary>
sealed class UnmetConditions
{
    readonly IReadOnlyDictionary<(int Step, int Ordinal, int Line), string> texts;
    readonly PgVersion version;
    readonly IReadOnlySet<string> barred;
    readonly HashSet<Identifier> tables, columns;

    /// <param name="barred">Conditions that no row can meet.</param>
    public UnmetConditions(PlannedMigration migration, PgVersion version, IReadOnlySet<string> barred)
    {
        (texts, this.version, this.barred) = (PlannedTexts.Of(migration), version, barred);
        // What the migration makes itself goes with its undo.
        var nodes = texts.Values.SelectMany(text => SqlParts.Of(text, version)).SelectMany(part => part.Node.Nodes).ToList();
        tables = [.. nodes.Select(node => node switch { CreateTable made => made.Name.Name, CreateTableAs made => made.Name.Name, NewTable made => made.Name.Name, _ => (Identifier?)null }).OfType<Identifier>()];
        columns = [.. nodes.OfType<AddColumn>().Select(added => added.Column.Name)];
    }

    /// <summary>Those that are about what was there before.</summary>
    public ImmutableArray<TracedStatement> Of(IEnumerable<TracedStatement> traced) =>
        [.. traced.GroupBy(one => (one.Step, one.Ordinal, one.Line)).Where(group => group.All(one => one is { Rows: 0, IsSampled: false }) && texts.TryGetValue(group.Key, out var text) && IsAboutRows(text)).Select(group => group.First())];

    // What a routine's body says is not done where it is made.
    bool IsAboutRows(string text) => SqlParts.Of(text, version).ToList() is [var first, ..] parts && first.Node is not CreateRoutine && parts.Exists(IsAboutRows);

    bool IsAboutRows((StatementSlice Slice, SyntaxNode Node) part) => part.Node.Nodes.Any(node => node switch
    {
        Delete { Where: { } where } delete => !tables.Contains(delete.Table.Name.Name) && !IsBarred(part.Slice, where),
        Update { Where: { } where } update => !tables.Contains(update.Table.Name.Name) && !update.Set.All(one => one.Columns.All(column => columns.Contains(column.Name))) && !IsBarred(part.Slice, where),
        Merge merge => !tables.Contains(merge.Table.Name.Name) && merge.Branches.Any(branch => branch.Action is "UPDATE" or "DELETE"),
        _ => false,
    });

    bool IsBarred(StatementSlice slice, Expression where) => barred.Contains(slice.Text.Substring(where.Span.Start, where.Span.Length));
}
