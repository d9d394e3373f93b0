namespace Turnstone.Cli.Commands;

/// <summary><c>turnstone env</c></summary>
sealed class EnvCommand() : CliGroup("env", "Which environment a database is: written into the database itself", "turnstone env claim prod")
{
    public override int Rank => 23;
}
