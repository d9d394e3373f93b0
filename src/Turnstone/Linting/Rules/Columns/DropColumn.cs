namespace Turnstone.Linting.Rules.Columns;

using Turnstone.Diagnostics;
using Turnstone.Migrations;
using Turnstone.Sql;
using Turnstone.Sql.Statements;

/// <summary>A column that is taken away with what is in it.</summary>
sealed class DropColumn : NodeRule<Turnstone.Sql.TableActions.DropColumn>
{
    public override string Name => "drop-column";

    public override RuleTopic Topic => RuleTopic.Columns;

    public override Severity Severity => Severity.Error;

    public override string Danger => "The values are lost for good, and every running program that names the column, or reads SELECT * into a fixed shape, fails from that moment.";

    public override string Cure => "Stop using the column in the programs and deploy them everywhere first; keep a copy of the values (CREATE TABLE … AS SELECT id, column …) and drop the column in a later release.";

    public override string Limits => "Not said in undo files, of a generated column, whose values can be computed again, nor of one that the same transaction renamed and copied with UPDATE.";

    public override LockClaim Claim => new(LockMode.AccessExclusive);

    internal override bool WeighsUse => true;

    protected override IEnumerable<Finding> Check(Turnstone.Sql.TableActions.DropColumn drop, LintContext context)
    {
        if (context.Altered is { } table && !context.IsNew(table) && context.File.Migration.Kind != MigrationKind.Undo && context.Known.Table(table)?.Column(drop.Column) is not { IsGenerated: true } && !IsCopied(table, drop.Column, context))
        {
            yield return Finding.Of(drop, $"All values of {drop.Column.Shown()} are lost, and programs that still name it fail.");
        }
    }

    // Put aside under a name that nobody else has seen: its values are in another column.
    static bool IsCopied(ObjectName table, Identifier column, LintContext context) => context.SinceRenamed(table, column).OfType<Update>()
        .Any(update => update.Table.Name == table && update.Set.SelectMany(one => one.Value.Nodes).SelectMany(node => node.NamedColumns).Contains(column));
}
