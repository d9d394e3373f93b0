namespace Turnstone.Linting.Rules.Columns;

using Turnstone.Diagnostics;
using Turnstone.Migrations;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A table that is dropped to be made again.</summary>
sealed class CreateTableForce : NodeRule<CreateTable>
{
    public override string Name => "create-table-force";

    public override RuleTopic Topic => RuleTopic.Columns;

    public override Severity Severity => Severity.Error;

    public override string Danger => "DROP TABLE in front of CREATE TABLE takes away whatever is there: on a database where the table is in use, all of its rows.";

    public override string Cure => "CREATE TABLE alone, which fails where it is there already; or CREATE TABLE IF NOT EXISTS. To make it anew on purpose, drop it in a migration of its own.";

    protected override IEnumerable<Finding> Check(CreateTable create, LintContext context)
    {
        var earlier = context.Transaction.Earlier;
        if (earlier.OfType<Drop>().FirstOrDefault(drop => drop.Kind == ObjectKind.Table && drop.Objects.Any(one => one.Name == create.Name)) is { } gone
            && create.Persistence != "TEMPORARY" && context.File.Migration.Kind == MigrationKind.Versioned && !earlier.TakeWhile(one => one != gone).OfType<CreateTable>().Any(one => one.Name == create.Name))
        {
            yield return new(create.Name.Span, $"Where {create.Name.Shown()} is there already, the DROP TABLE before this takes all of its rows away.");
        }
    }
}
