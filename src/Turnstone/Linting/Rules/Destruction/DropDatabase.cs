namespace Turnstone.Linting.Rules.Destruction;

using Turnstone.Diagnostics;

/// <summary>A whole database that is dropped by a migration.</summary>
sealed class DropDatabase : NodeRule<Sql.Statements.DropDatabase>
{
    public override string Name => "drop-database";

    public override RuleTopic Topic => RuleTopic.Destruction;

    public override Severity Severity => Severity.Error;

    public override string Danger => "DROP DATABASE removes every schema and every row of a database, cannot be taken back, and runs outside of any transaction. A migration is run against "
        + "one database after the other, in each environment: the name in it is right for one of them at most.";

    public override string Cure => "Never in a migration. Whoever has to drop a database does it by hand, after a backup, where it can be seen which server it is.";

    protected override IEnumerable<Finding> Check(Sql.Statements.DropDatabase drop, LintContext context)
    {
        yield return Finding.Of(drop, $"All of the database {drop.Name.Shown()} is lost{(drop.Force ? ", and whoever is connected to it is thrown out" : "")}.");
    }
}
