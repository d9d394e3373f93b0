namespace Turnstone.Sql;

/// <summary>What one kind of statement has to do with transactions, since a version of PostgreSQL.</summary>
sealed record TransactionRule(TransactionNeed Need, string Synopsis, PgVersion Since = PgVersion.V14)
{
    readonly StatementPattern pattern = new(Synopsis);

    /// <summary>Every rule; the first that fits counts, and a statement that none fits runs anywhere.</summary>
    /// <remarks>
    /// Where only the database knows (a subscription's slot, what a DO block does, whether a table is partitioned), the rule for DROP and ALTER
    /// SUBSCRIPTION is the careful one, and CALL, DO, CLUSTER t and REINDEX TABLE t are left to run anywhere.
    /// https://www.postgresql.org/docs/current/sql-begin.html; in the sources: PreventInTransactionBlock, RequireTransactionBlock.
    /// </remarks>
    public static IReadOnlyList<TransactionRule> All { get; } =
    [
        new(TransactionNeed.Begin, "BEGIN"),
        new(TransactionNeed.Begin, "START TRANSACTION"),
        new(TransactionNeed.Refused, "COMMIT PREPARED"),
        new(TransactionNeed.CommitAndChain, "COMMIT|END WORK|TRANSACTION? AND CHAIN"),
        new(TransactionNeed.Commit, "COMMIT|END"),
        new(TransactionNeed.Refused, "ROLLBACK PREPARED"),
        new(TransactionNeed.RollbackTo, "ROLLBACK WORK|TRANSACTION? TO"),
        new(TransactionNeed.RollbackAndChain, "ROLLBACK|ABORT WORK|TRANSACTION? AND CHAIN"),
        new(TransactionNeed.Rollback, "ROLLBACK|ABORT"),
        new(TransactionNeed.Savepoint, "SAVEPOINT"),
        new(TransactionNeed.Release, "RELEASE"),
        new(TransactionNeed.PrepareTransaction, "PREPARE TRANSACTION <string>"),

        new(TransactionNeed.Refused, "CREATE|DROP DATABASE"),
        new(TransactionNeed.Refused, "ALTER DATABASE <name> SET TABLESPACE"),
        new(TransactionNeed.Refused, "CREATE|DROP TABLESPACE"),
        new(TransactionNeed.Refused, "ALTER SYSTEM"),
        new(TransactionNeed.Refused, "VACUUM"),
        new(TransactionNeed.Refused, "CLUSTER VERBOSE? <group>? <end>"),
        new(TransactionNeed.Refused, "CREATE UNIQUE? INDEX CONCURRENTLY"),
        new(TransactionNeed.Refused, "DROP INDEX CONCURRENTLY"),
        new(TransactionNeed.Refused, "REINDEX (concurrently=on)"),
        new(TransactionNeed.Refused, "REINDEX <group>? INDEX|TABLE CONCURRENTLY"),
        new(TransactionNeed.Refused, "REINDEX <group>? SCHEMA|DATABASE|SYSTEM"),
        new(TransactionNeed.Refused, "ALTER TABLE … DETACH PARTITION <name> CONCURRENTLY"),
        new(TransactionNeed.Refused, "DISCARD ALL"),

        new(TransactionNeed.Any, "CREATE SUBSCRIPTION … WITH (connect=off)"),
        new(TransactionNeed.Any, "CREATE SUBSCRIPTION … WITH (create_slot=off)"),
        new(TransactionNeed.Refused, "CREATE|DROP SUBSCRIPTION"),
        new(TransactionNeed.Refused, "ALTER SUBSCRIPTION <name> REFRESH"),
        new(TransactionNeed.Any, "ALTER SUBSCRIPTION <name> SET|ADD|DROP PUBLICATION … WITH (refresh=off)"),
        new(TransactionNeed.Refused, "ALTER SUBSCRIPTION <name> SET|ADD|DROP PUBLICATION"),
        new(TransactionNeed.Refused, "ALTER SUBSCRIPTION <name> SET (failover)", PgVersion.V17),
        new(TransactionNeed.Refused, "ALTER SUBSCRIPTION <name> SET (two_phase=off)", PgVersion.V18),

        new(TransactionNeed.OwnTransaction, "ALTER TYPE <name> ADD VALUE"),

        new(TransactionNeed.OnlyInside, "LOCK"),
        new(TransactionNeed.Any, "DECLARE <name> … CURSOR WITH HOLD"),
        new(TransactionNeed.OnlyInside, "DECLARE"),
        new(TransactionNeed.OnlyInside, "SET LOCAL <name>"),
        new(TransactionNeed.OnlyInside, "SET TRANSACTION <name>"),
        new(TransactionNeed.OnlyInside, "SET CONSTRAINTS"),
    ];

    /// <summary>Whether this is the kind of the statement on that server.</summary>
    public bool Fits(TokenReader statement, PgVersion version) => version >= Since && pattern.Matches(statement);
}
