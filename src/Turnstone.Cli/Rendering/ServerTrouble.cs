namespace Turnstone.Cli.Rendering;

using Npgsql;
using Turnstone.Diagnostics;

/// <summary>What the server refused outside a migration's own statements.</summary>
static class ServerTrouble
{
    public static FailureKind KindOf(PostgresException refused) => refused.SqlState switch
    {
        PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ReadOnlySqlTransaction => FailureKind.Refused,
        [.. "57P0", _] or [.. "08", _, _, _] or [.. "53", _, _, _] or "TS001" => FailureKind.Unavailable,
        _ => FailureKind.StepFailed,
    };

    public static Diagnostic Of(PostgresException refused) => refused.SqlState switch
    {
        PostgresErrorCodes.InsufficientPrivilege => Diagnostic.Error("permission",
            $"{refused.MessageText} (SQLSTATE 42501).", help: "Grant what is missing to the role that Turnstone connects as, then try again."),
        _ => Diagnostic.Error("server", $"The server refused: {refused.MessageText} (SQLSTATE {refused.SqlState}).",
            help: "What was committed is in the ledger: 'turnstone status' shows it."),
    };
}
