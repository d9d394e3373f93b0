namespace Turnstone.Postgres.Tests.RealWorld;

using System.Collections.Immutable;
using System.Diagnostics;
using Npgsql;
using Turnstone.Servers;
using Turnstone.Sql;

/// <summary>The scripts of PostgreSQL's own regression tests.</summary>
static class RegressionTests
{
    // parallel_schedule of PostgreSQL 15: what comes first makes what others use.
    const string Schedule = """
        test_setup tablespace boolean char name varchar text int2 int4 int8 oid float4 float8 bit numeric txid uuid enum money rangetypes pg_lsn regproc strings md5 numerology point lseg line box path polygon circle
        date time timetz timestamp timestamptz interval inet macaddr macaddr8 multirangetypes geometry horology tstypes regex type_sanity opr_sanity misc_sanity comments expressions unicode xid mvcc
        copy copyselect copydml insert insert_conflict create_function_c create_misc create_operator create_procedure create_table create_type create_schema create_index create_index_spgist create_view index_including
        index_including_gist create_aggregate create_function_sql create_cast constraints triggers select inherit typed_table vacuum drop_if_exists updatable_views roleattributes create_am hash_func errors sanity_check
        select_into select_distinct select_distinct_on select_implicit select_having subselect union case join aggregates transactions random portals arrays btree_index hash_index update delete namespace prepared_xacts
        brin gin gist spgist privileges init_privs security_label collate matview lock replica_identity rowsecurity object_address tablesample groupingsets drop_operator password identity generated join_hash
        brin_bloom brin_multi create_table_like alter_generic alter_operator misc async dbsize merge misc_functions sysviews tsrf tid tidscan tidrangescan incremental_sort rules amutils stats_ext
        select_parallel write_parallel vacuum_parallel publication subscription select_views portals_p2 foreign_key cluster dependency guc bitmapops combocid tsearch tsdicts foreign_data window xmlmap functional_deps
        advisory_lock indirect_toast equivclass json jsonb json_encoding jsonpath jsonpath_encoding jsonb_jsonpath plancache limit plpgsql copy2 temp domain rangefuncs prepare conversion truncate alter_table sequence
        polymorphism rowtypes returning largeobject with xml partition_join partition_prune reloptions hash_part indexing partition_aggregate partition_info explain compression memoize event_trigger oidjoins fast_default
        """;

    /// <summary>Where they are.</summary>
    public static async Task<string> FolderAsync(CancellationToken stop)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(RepositoryRoot.Find(), ".ci/grammar.sh"), "corpora", "regress"]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        var said = await ChildProcess.RunAsync(start, stop);
        Assert.SkipWhen(said.ExitCode != 0, $"not compared: {said.Tail}");
        return said.Output.Trim().Split('\t')[1];
    }

    /// <summary>Runs them with <c>psql</c>, each to its end whatever fails.</summary>
    public static async Task<(int Statements, int Failures)> RunAsync(string folder, Uri database)
    {
        var (statements, failures) = (0, 0);
        foreach (var file in Schedule.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(name => Path.Combine(folder, name + ".sql")).Where(File.Exists))
        {
            statements += StatementReader.ReadAll(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Count;
            failures += (await Psql.RunPastFailuresAsync(database, file)).Errors.Split('\n').Count(line => line.Contains("ERROR:", StringComparison.Ordinal));
        }
        return (statements, failures);
    }

    /// <summary>Runs statements in one session, each that can be run.</summary>
    /// <returns>What was refused.</returns>
    public static async Task<ImmutableArray<string>> RunPastFailuresAsync(TestDatabase database, ImmutableArray<Turnstone.Text.Sql> statements)
    {
        await using var connection = await database.OpenAsync();
        var refused = ImmutableArray.CreateBuilder<string>();
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(statement.ToString()) } };
            try
            {
                await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            }
            catch (PostgresException error)
            {
                refused.Add($"{error.SqlState} {error.MessageText}\n    {statement}");
            }
        }
        return refused.ToImmutable();
    }
}
