namespace Turnstone.Linting;

using System.Collections.Immutable;
using Turnstone.Linting.Knowledge;
using Turnstone.Linting.Rules.Columns;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;
using Turnstone.Sql.TableActions;

/// <summary>Finds what a statement takes away or writes over, whoever may miss it.</summary>
static class Losses
{
    public static IEnumerable<Loss> Of(Statement statement, LintContext context) => statement switch
    {
        Drop { Kind: ObjectKind.Table } drop => drop.Objects.Select(one => new Loss(one.Span, one.Name, null, "is dropped", true)),
        Drop { Kind: ObjectKind.Schema, Cascade: true } drop => drop.Objects.SelectMany(one => TablesIn(one.Name.Name.Name, context).Select(table => new Loss(one.Span, table, null, "is dropped", true))),
        AlterTable { Kind: ObjectKind.Table } alter => alter.Actions.SelectMany(action => Of(action, alter.Table.Name, context)),
        Truncate truncate => truncate.Tables.Select(table => new Loss(table.Span, table.Name, null, "is emptied", true)).Concat(truncate.Cascade ? WithThem(truncate, context) : []),
        Delete delete => [new(delete.Span, delete.Table.Name, null, delete is { Where: null, Cursor: null, Using: [] } ? "is emptied" : "loses rows", delete is { Where: null, Cursor: null, Using: [] })],
        Update update => Written(update.Span, update.Table.Name, update.Set),
        Merge merge => merge.Branches.SelectMany(branch => branch.Action == "DELETE" ? [new Loss(branch.Span, merge.Table.Name, null, "loses rows", false)] : Written(branch.Span, merge.Table.Name, branch.Set)),
        Insert { OnConflict: { } conflict } insert => Written(conflict.Span, insert.Table, conflict.Set),
        _ => [],
    };

    static IEnumerable<Loss> Of(TableAction action, ObjectName table, LintContext context) => action switch
    {
        Turnstone.Sql.TableActions.DropColumn drop => [new(drop.Span, table, drop.Column, "is dropped", true)],
        AlterColumnType type => [new(type.Span, table, type.Column, "gets another type", IsNarrowed(type, table, context))],
        _ => [],
    };

    static bool IsNarrowed(AlterColumnType type, ObjectName table, LintContext context) =>
        context.Known.Table(table)?.Column(type.Column)?.Kept is { } from && TypeNarrowing.IsNarrower(from, ColumnType.Of(type.Type, context.Statement.Slice.Text));

    static IEnumerable<Loss> Written(TextSpan span, ObjectName table, ImmutableArray<Assignment> set) =>
        set.SelectMany(one => one.Columns).Select(column => new Loss(span, table, column.Name, "is written over", false));

    static IEnumerable<ObjectName> TablesIn(string schema, LintContext context) =>
        context.Known.Tables.Where(table => table.Kind == ObjectKind.Table && table.Name.Schema == schema).Select(table => table.Name.AsWritten);

    static IEnumerable<Loss> WithThem(Truncate truncate, LintContext context) =>
        from table in truncate.Tables
        where context.Known.Table(table.Name) is not null
        from other in context.Known.ReferencesTo(context.Known.Table(table.Name)!)
        where !truncate.Tables.Any(one => context.Known.Table(one.Name) == other)
        select new Loss(table.Span, context.Known.Written(other), null, "is emptied", true);
}
