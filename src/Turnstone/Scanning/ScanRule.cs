namespace Turnstone.Scanning;

using System.Collections.Immutable;
using Turnstone.Diagnostics;

/// <summary>Something that a scan looks for.</summary>
/// <param name="Danger">What happens to whom, and why.</param>
/// <param name="Cure">What to do instead.</param>
public sealed record ScanRule(string Name, Severity Severity, string Danger, string Cure)
{
    public static ScanRule DdlInCode { get; } = new("ddl-in-code", Severity.Error,
        "The schema changes outside of the migrations: no plan shows it, no lock is bounded, nothing takes it back, and the next comparison calls it drift.",
        "Write it as a migration (turnstone new <description>) and take it out here; the application's role needs no right to change the schema then.");

    public static ScanRule RawSql { get; } = new("raw-sql", Severity.Warning,
        "SQL stands in the application as text: nobody finds it when a column is renamed or dropped.",
        "Know it before the schema changes: what it names has to stay until the application that says it is gone.");

    public static ScanRule SqlBuiltFromParts { get; } = new("sql-built-from-parts", Severity.Warning,
        "Values are put into the text of a statement: one that holds a quote ends the literal, and what follows it runs.",
        "Send values as parameters ($1, @name); names that have to vary are quoted as identifiers, or come from a list that the program holds.");

    public static ScanRule SecretInFile { get; } = new("secret-in-file", Severity.Error,
        "A secret stands in a file that everybody has who has the code, and stays in its history when the file changes.",
        "Take it out and make a new one: who has read the file has it. Name its source instead: an environment variable, a mounted file, a secret store (env:, file:, vault:).");

    public static ScanRule DefaultPassword { get; } = new("default-password", Severity.Info,
        "The password is one that everybody tries first; where the database is more than a throw-away one, it is open.",
        "Where it is not only for tests: take it from the environment.");

    /// <summary>All of them.</summary>
    public static ImmutableArray<ScanRule> All { get; } = [DdlInCode, RawSql, SqlBuiltFromParts, SecretInFile, DefaultPassword];
}
