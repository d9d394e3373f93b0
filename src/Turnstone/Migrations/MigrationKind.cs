namespace Turnstone.Migrations;

/// <summary>What a file in a migrations folder is for; its name says so.</summary>
public enum MigrationKind
{
    /// <summary><c>V…</c>: runs once.</summary>
    Versioned,

    /// <summary><c>U…</c>: takes the migration of the same version back.</summary>
    Undo,

    /// <summary><c>R…</c>: runs after the versioned ones whenever its text changed.</summary>
    Repeatable,

    /// <summary><c>B…</c>: stands for everything up to its version in a new database.</summary>
    Baseline,

    /// <summary><c>beforeApply.sql</c> and its like.</summary>
    Hook,
}
