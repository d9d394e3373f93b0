namespace Turnstone.Sql;

/// <summary>What one kind of statement has to do with locks that others queue behind: SHARE and stronger ones on tables, views, sequences, indexes.</summary>
sealed record LockRule(LockEffect Effect, string Synopsis)
{
    readonly StatementPattern pattern = new(Synopsis);

    /// <summary>Every rule; the first that fits counts. What none fits takes no such lock.</summary>
    /// <remarks>
    /// CALL and DO run anything, so they count as what blocks. UPDATE, DELETE and MERGE do not: nobody queues behind their lock on the table, readers
    /// never wait, and who wants to change the same row waits as for any other writer. An unknown ALTER or DROP blocks.
    /// https://www.postgresql.org/docs/current/explicit-locking.html
    /// </remarks>
    public static IReadOnlyList<LockRule> All { get; } =
    [
        new(LockEffect.CreatesPerhaps, "CREATE GLOBAL|LOCAL? TEMP|TEMPORARY|UNLOGGED|FOREIGN? TABLE IF NOT EXISTS"),
        new(LockEffect.Creates, "CREATE GLOBAL|LOCAL? TEMP|TEMPORARY|UNLOGGED|FOREIGN? TABLE <targets>"),
        new(LockEffect.CreatesPerhaps, "CREATE MATERIALIZED VIEW IF NOT EXISTS"),
        new(LockEffect.CreatesPerhaps, "CREATE TEMP|TEMPORARY|UNLOGGED? SEQUENCE IF NOT EXISTS"),
        new(LockEffect.Creates, "CREATE MATERIALIZED? VIEW <targets>"),
        new(LockEffect.Creates, "CREATE TEMP|TEMPORARY|UNLOGGED? RECURSIVE? VIEW|SEQUENCE <targets>"),
        new(LockEffect.Creates, "CREATE TYPE|DOMAIN <targets>"),
        new(LockEffect.CreatesPerhaps, "CREATE SCHEMA"),
        // One of that name may be there, and be replaced.
        new(LockEffect.Blocks, "CREATE OR REPLACE TEMP|TEMPORARY? RECURSIVE? VIEW <targets>"),
        new(LockEffect.None, "CREATE UNIQUE? INDEX CONCURRENTLY"),
        new(LockEffect.Blocks, "CREATE UNIQUE? INDEX … ON <targets>"),
        new(LockEffect.None, "CREATE EVENT"),
        new(LockEffect.Blocks, "CREATE OR? REPLACE? CONSTRAINT? TRIGGER … ON <targets>"),
        new(LockEffect.Blocks, "CREATE OR? REPLACE? RULE … TO <targets>"),
        new(LockEffect.Blocks, "CREATE POLICY … ON <targets>"),

        new(LockEffect.None, "ALTER TABLE IF? EXISTS? ONLY? <name> VALIDATE CONSTRAINT <name> <end>"),
        new(LockEffect.None, "ALTER TABLE IF? EXISTS? ONLY? <name> SET <group> <end>"),
        new(LockEffect.None, "ALTER TABLE IF? EXISTS? ONLY? <name> RESET <group> <end>"),
        new(LockEffect.None, "ALTER TABLE IF? EXISTS? ONLY? <name> CLUSTER ON <name> <end>"),
        new(LockEffect.None, "ALTER TABLE IF? EXISTS? ONLY? <name> ALTER COLUMN? <name> SET STATISTICS <number> <end>"),
        new(LockEffect.None, "ALTER INDEX IF? EXISTS? <name> RENAME TO <name> <end>"),
        new(LockEffect.None, "ALTER INDEX IF? EXISTS? <name> SET|RESET <group> <end>"),
        new(LockEffect.None, "ALTER TYPE <name> ADD VALUE"),
        new(LockEffect.None, "ALTER SCHEMA <name> OWNER"),
        new(LockEffect.None, "ALTER AGGREGATE|COLLATION|CONVERSION|DATABASE|DEFAULT|EVENT|FUNCTION|GROUP|LANGUAGE|LARGE|OPERATOR|PROCEDURE|PUBLICATION|ROLE|ROUTINE|SERVER|STATISTICS"),
        new(LockEffect.None, "ALTER SUBSCRIPTION|SYSTEM|TABLESPACE|TEXT|USER"),
        new(LockEffect.Blocks, "ALTER TRIGGER|POLICY|RULE <name> ON <targets>"),
        new(LockEffect.Removes, "ALTER MATERIALIZED|FOREIGN? TABLE|VIEW|SEQUENCE|INDEX|TYPE|DOMAIN IF? EXISTS? <targets> RENAME TO"),
        new(LockEffect.Removes, "ALTER MATERIALIZED|FOREIGN? TABLE|VIEW|SEQUENCE|INDEX|TYPE|DOMAIN IF? EXISTS? <targets> SET SCHEMA"),
        new(LockEffect.Blocks, "ALTER MATERIALIZED|FOREIGN? TABLE|VIEW|SEQUENCE|INDEX|TYPE|DOMAIN IF? EXISTS? <targets>"),
        new(LockEffect.Blocks, "ALTER"),

        new(LockEffect.None, "DROP INDEX CONCURRENTLY"),
        new(LockEffect.None, "DROP DATABASE|EVENT|GROUP|PUBLICATION|ROLE|STATISTICS|SUBSCRIPTION|TABLESPACE|USER"),
        new(LockEffect.Blocks, "DROP TRIGGER|POLICY|RULE IF? EXISTS? <name> ON <targets>"),
        new(LockEffect.Removes, "DROP MATERIALIZED|FOREIGN? TABLE|VIEW|SEQUENCE|INDEX|TYPE|DOMAIN IF? EXISTS? <targets>"),
        new(LockEffect.Blocks, "DROP AGGREGATE|FUNCTION|PROCEDURE|ROUTINE … CASCADE"),
        new(LockEffect.None, "DROP AGGREGATE|FUNCTION|PROCEDURE|ROUTINE"),
        new(LockEffect.Blocks, "DROP"),
        new(LockEffect.Blocks, "REASSIGN OWNED"),

        new(LockEffect.Blocks, "TRUNCATE TABLE? <targets>"),
        new(LockEffect.None, "LOCK TABLE? … IN ACCESS|ROW SHARE MODE"),
        new(LockEffect.None, "LOCK TABLE? … IN ROW EXCLUSIVE MODE"),
        new(LockEffect.None, "LOCK TABLE? … IN SHARE UPDATE EXCLUSIVE MODE"),
        new(LockEffect.Blocks, "LOCK TABLE? <targets>"),
        new(LockEffect.Blocks, "REFRESH MATERIALIZED VIEW CONCURRENTLY? <targets>"),
        new(LockEffect.None, "REINDEX (concurrently=on)"),
        new(LockEffect.None, "REINDEX <group>? INDEX|TABLE|SCHEMA|DATABASE|SYSTEM CONCURRENTLY"),
        new(LockEffect.Blocks, "REINDEX <group>? INDEX|TABLE <targets>"),
        new(LockEffect.Blocks, "REINDEX"),
        new(LockEffect.Blocks, "CLUSTER VERBOSE? <group>? <targets> USING"),
        new(LockEffect.Blocks, "CLUSTER"),
        new(LockEffect.Blocks, "VACUUM FULL"),
        new(LockEffect.Blocks, "VACUUM (full=on)"),
        new(LockEffect.Blocks, "CALL"),
        new(LockEffect.Blocks, "DO"),

        new(LockEffect.MovesNames, "SET"),
        new(LockEffect.MovesNames, "RESET"),
        new(LockEffect.MovesNames, "ROLLBACK"),
        new(LockEffect.MovesNames, "SELECT … set_config"),
    ];

    /// <summary>Whether this is the kind of the statement.</summary>
    /// <param name="targets">Gets the names of what it is about; none where the rule does not know them.</param>
    public bool Fits(TokenReader statement, List<ObjectName?> targets)
    {
        targets.Clear();
        return pattern.Matches(statement, targets);
    }
}
