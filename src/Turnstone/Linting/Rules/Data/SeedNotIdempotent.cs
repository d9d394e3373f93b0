namespace Turnstone.Linting.Rules.Data;

using Turnstone.Diagnostics;
using Turnstone.Migrations;
using Turnstone.Sql;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;

/// <summary>Rows that are put in again each time that a file runs again.</summary>
sealed class SeedNotIdempotent : NodeRule<Insert>
{
    public override string Name => "seed-not-idempotent";

    public override RuleTopic Topic => RuleTopic.Data;

    public override Severity Severity => Severity.Error;

    public override string Danger => "A repeatable file runs again whenever it changes, a hook with every run. INSERT puts its rows in once more: they are there twice, or the key refuses them and nothing runs any more.";

    public override string Cure => "INSERT … ON CONFLICT (key) DO UPDATE SET … = excluded.… makes rows what the file says, DO NOTHING leaves those that are there as they are. Or take the rows out first: DELETE FROM the table, in the same file.";

    public override string Limits => "Said in repeatable files and hooks, of rows that are written out or copied from another table without NOT EXISTS; not where the file empties or makes the table first.";

    protected override IEnumerable<Finding> Check(Insert insert, LintContext context)
    {
        if (context.File.Migration.Kind is MigrationKind.Repeatable or MigrationKind.Hook && insert.OnConflict is null && insert.Query is not { Body: SelectList { Where: { } where } } && !context.EarlierInFile().Any(earlier => Empties(earlier, insert.Table))
            && context.Known.Table(insert.Table) is not { IsTemporary: true })
        {
            yield return Finding.Of(insert, $"These rows of {insert.Table.Shown()} are put in again each time that this file runs.");
        }
    }

    static bool Empties(Statement earlier, ObjectName table) => earlier switch
    {
        Delete delete => delete.Table.Name.Name == table.Name,
        Sql.Statements.Truncate truncate => truncate.Tables.Any(one => one.Name.Name == table.Name),
        CreateTable create => create.Name.Name == table.Name,
        CreateTableAs create => create.Name.Name == table.Name,
        _ => false,
    };
}
