namespace Turnstone.Linting.Rules.Compatibility;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;
using Turnstone.Sql.TableActions;

/// <summary>A statement after which a prepared query gives other columns than before.</summary>
sealed class ResultShapeChanges : NodeRule<Statement>
{
    public override string Name => "result-shape-changes";

    public override RuleTopic Topic => RuleTopic.Compatibility;

    public override Severity Severity => Severity.Info;

    public override string Danger => "A query that was prepared before fails once on each connection of a pool, with \"cached plan must not change result type\", when the columns it gives are others: SELECT * and RETURNING * for every new or lost column, and any query that gives a column whose type changes, be it only varchar(10) to varchar(20). Within a transaction all of it is lost.";

    public override string Cure => "Name the columns in queries, so that a new one changes nothing; rather add a column of the new type than change one. Restart the programs, or recycle their connections, behind the migration.";

    public override string Limits => "Said for programs whose driver prepares queries, as Npgsql, pgjdbc and most pools can. Queries without preparation never fail.";

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context)
    {
        var found = statement switch
        {
            AlterTable { Kind: ObjectKind.Table } alter when !context.IsNew(alter.Table.Name) => alter.Actions.Select(action => (action.Span, What: Changed(action, alter.Table.Name, context))).FirstOrDefault(one => one.What is not null),
            Rename { Part: "COLUMN", Object.Kind: ObjectKind.Table } rename when !context.IsNew(rename.Object.Name) && !context.ComesBack(rename.Object.Name, rename.OldName!.Value) => (rename.Span, $"SELECT * from {rename.Object.Name.Shown()} gives a column of another name"),
            CreateView { OrReplace: true } view when context.Known.Table(view.Name) is { Made: not { IsPending: true } } => (view.Name.Span, $"SELECT * from {view.Name.Shown()} may give more columns"),
            _ => default,
        };
        if (found is (var span, { } what))
        {
            yield return new(span, $"{what}: each connection that has such a query prepared fails once.");
        }
    }

    static string? Changed(TableAction action, ObjectName table, LintContext context) => action switch
    {
        AddColumn add => $"SELECT * and RETURNING * of {table.Shown()} give {add.Column.Name.Shown()} too",
        DropColumn drop when !context.SinceRenamed(table, drop.Column).Any() => $"SELECT * and RETURNING * of {table.Shown()} no longer give {drop.Column.Shown()}",
        AlterColumnType type => $"Every query that gives {type.Column.Shown()} of {table.Shown()} gives it as another type",
        _ => null,
    };
}
