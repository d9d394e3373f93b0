namespace Turnstone.Linting.Rules.Maintenance;

using Turnstone.Diagnostics;
using Turnstone.Sql.Statements;

/// <summary>A table that is written anew while nobody can read or write it.</summary>
sealed class VacuumFull : NodeRule<Vacuum>
{
    public override string Name => "vacuum-full";

    public override RuleTopic Topic => RuleTopic.Maintenance;

    public override Severity Severity => Severity.Error;

    public override string Danger => "VACUUM FULL writes the whole table and all of its indexes anew under ACCESS EXCLUSIVE: nobody reads or writes it until the last row is copied, and the disk holds both copies.";

    public override string Cure => "VACUUM without FULL, which makes room for new rows beside everybody else's work. To give space back to the disk, the extension pg_repack does it without the lock.";

    public override LockClaim Claim => new(LockMode.AccessExclusive, Rewrites: true);

    protected override IEnumerable<Finding> Check(Vacuum vacuum, LintContext context)
    {
        if (vacuum.IsFull && (vacuum.Tables is [] || vacuum.Tables.Any(table => !context.IsNew(table))))
        {
            var tables = vacuum.Tables is [] ? "one table after the other" : string.Join(" and ", vacuum.Tables.Select(table => table.Shown()));
            yield return Finding.Of(vacuum, $"Nobody can read or write {tables} until all of it is written anew.");
        }
    }
}
