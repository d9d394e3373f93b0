namespace Turnstone.Plans.Recoveries;

using System.Collections.Immutable;
using Turnstone.Sql.Statements;
using Turnstone.Text;

/// <summary>A partition that is detached without holding up its table: cut off, it hangs between the two, and FINALIZE completes it.</summary>
public sealed record PartitionDetach(string? Schema, string Table, string? PartitionSchema, string Partition) : Recovery
{
    internal static PartitionDetach Of(DetachPartition detach) =>
        new(detach.Table.Schema?.Name, detach.Table.Name.Name, detach.Partition.Schema?.Name, detach.Partition.Name.Name);

    internal override Sql Evidence => $"SELECT coalesce((SELECT inhrelid::text FROM {Mine}), '')";

    // What a detach waits for it holds no lock on, and no view shows its progress: its text is all there is to know it by.
    internal override Sql HalfMade(string? evidence) => $"""
        SELECT pg_catalog.format('the pending detach of %I.%I from %I.%I', partition_schema.nspname, partition.relname, schema.nspname, parent.relname),
            pg_catalog.format('ALTER TABLE %I.%I DETACH PARTITION %I.%I FINALIZE', schema.nspname, parent.relname, partition_schema.nspname, partition.relname),
            (SELECT pid FROM pg_catalog.pg_stat_activity
                WHERE datname = pg_catalog.current_database() AND state = 'active' AND pid <> pg_catalog.pg_backend_pid()
                    AND query ~* 'detach\s+partition' AND query ~* 'concurrently' AND pg_catalog.strpos(pg_catalog.lower(query), pg_catalog.lower(partition.relname)) > 0
                LIMIT 1)
        FROM (SELECT inhparent, inhrelid FROM {Mine} AND inhdetachpending) pending
        JOIN pg_catalog.pg_class parent ON parent.oid = pending.inhparent JOIN pg_catalog.pg_namespace schema ON schema.oid = parent.relnamespace
        JOIN pg_catalog.pg_class partition ON partition.oid = pending.inhrelid
        JOIN pg_catalog.pg_namespace partition_schema ON partition_schema.oid = partition.relnamespace
        """;

    internal override string Meanwhile => $" Where its detaching is pending, {Table} is read and written without {Partition}.";

    internal override ImmutableArray<Sql> IsDone(string? evidence) => evidence switch
    {
        "" => [$"SELECT false"],
        null => [$"SELECT {Relation.Named(PartitionSchema, Partition)} IS NOT NULL AND NOT EXISTS (SELECT FROM {Mine})"],
        _ => [$"SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_inherits WHERE inhrelid::text = {Literal.Of(evidence)} AND inhparent = {Relation.Named(Schema, Table)})"],
    };

    Sql Mine => $"pg_catalog.pg_inherits WHERE inhparent = {Relation.Named(Schema, Table)} AND inhrelid = {Relation.Named(PartitionSchema, Partition)}";
}
