namespace Turnstone.Cli.Commands;

/// <summary><c>turnstone local</c></summary>
sealed class LocalCommand() : CliGroup("local", "A private, throw-away PostgreSQL for this project", "turnstone local up")
{
    public override int Rank => 12;
}
