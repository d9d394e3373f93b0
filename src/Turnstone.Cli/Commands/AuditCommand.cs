namespace Turnstone.Cli.Commands;

/// <summary><c>turnstone audit</c></summary>
sealed class AuditCommand() : CliGroup("audit", "The ledger: what happened, and whether it adds up", "turnstone audit show --env prod")
{
    public override int Rank => 22;
}
