namespace Turnstone.Cli.Rendering;

using Npgsql;
using Turnstone.Diagnostics;

/// <summary>What the server refused outside a migration's own statements.</summary>
static class ServerTrouble
{
    public static Diagnostic Of(PostgresException refused) => refused.SqlState switch
    {
        PostgresErrorCodes.InsufficientPrivilege => Diagnostic.Error("permission",
            $"{refused.MessageText} (SQLSTATE 42501).", help: "Grant what is missing to the role that Turnstone connects as, then try again."),
        _ => Diagnostic.Error("server", $"The server refused: {refused.MessageText} (SQLSTATE {refused.SqlState}).",
            help: "What was committed is in the ledger: 'turnstone status' shows it."),
    };
}
