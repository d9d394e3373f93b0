namespace Turnstone.Linting.Rules.Files;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;
using Turnstone.Sql.TableActions;

/// <summary>An index that is built and then built again.</summary>
sealed class CreateThenRewrite : NodeRule<Statement>
{
    public override string Name => "create-then-rewrite";

    public override RuleTopic Topic => RuleTopic.Files;

    public override Severity Severity => Severity.Warning;

    internal override bool IsOfRelease => true;

    public override string Danger => "What writes a table anew builds all of its indexes anew as well, while nobody can read or write it: an index that an earlier migration of the same release built on it was built for nothing, and makes the wait longer.";

    public override string Cure => "The other order: what writes the table anew first, the index behind it with CONCURRENTLY.";

    public override string Limits => "Said with `--since`, which tells what is released together, of tables that are not new themselves.";

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context)
    {
        if (statement != context.Statement || !context.File.IsPending || context.IsUndo())
        {
            yield break;
        }
        foreach (var (name, isGone) in Rewritten(statement, context).DistinctBy(one => one.Table))
        {
            if (context.IsInUse(name) && context.Known.Table(name) is { } table && table.Indexes.FirstOrDefault(index => index.Made is { IsPending: true, File: var file } && file < context.File.Place) is { Made.Place: { } place } built)
            {
                yield return Finding.Of(statement, $"{new PlainName(built.Name)}, which {Path.GetFileName(place.Migration.File)} builds, {(isGone ? "goes with" : "is built a second time when this writes")} {name.Shown()}{(isGone ? "" : " anew")}.");
            }
        }
    }

    static IEnumerable<(ObjectName Table, bool IsGone)> Rewritten(Statement statement, LintContext context) => statement switch
    {
        AlterTable alter when context.Altered is { } table && alter.Actions.Any(action => Rewrites(action, context)) => [(table, false)],
        Drop { Kind: ObjectKind.Table } drop => drop.Objects.Select(one => (one.Name, true)),
        Vacuum { IsFull: true } vacuum => vacuum.Tables.Select(table => (table, false)),
        Cluster { Table: { } table } => [(table, false)],
        _ => [],
    };

    static bool Rewrites(TableAction action, LintContext context) => action switch
    {
        SetLogged or SetTablespace or SetAccessMethod => true,
        AlterColumnType change => context.Change(change).Work == TypeChangeWork.Rewrite,
        AddColumn add => add.Column.Constraints.Any(one => one is IdentityColumn or GeneratedColumn || one is ColumnDefault value && Volatility.VolatileCall(value.Value, context.Known) is not null),
        _ => false,
    };
}
