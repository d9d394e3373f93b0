namespace Turnstone.Cli.Commands;

/// <summary><c>turnstone keys</c></summary>
sealed class KeysCommand() : CliGroup("keys", "Keys that sign evidence, and whose signatures an envelope has", "turnstone keys new ci")
{
    public override int Rank => 24;
}
