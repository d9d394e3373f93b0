namespace Turnstone.Postgres.Tests.RealWorld;

/// <summary>What the tables and sequences of a database hold: of each table the number of rows and a digest of them without their times.</summary>
static class Contents
{
    const string Tables = """
        SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'turnstone') ORDER BY 1
        """;

    public static async Task<IReadOnlyList<string>> ReadAsync(TestDatabase database)
    {
        var tables = (await database.QueryAsync(Tables)).Select(row => row[0]!);
        var rows = await database.QueryAsync(string.Join(" UNION ALL ", tables.Select(OfTable).Append("""
            SELECT format('%I.%I stands at ', schemaname, sequencename) || coalesce(last_value::text, 'its start') FROM pg_sequences WHERE schemaname <> 'turnstone'
            """)) + " ORDER BY 1");
        return [.. rows.Select(row => row[0]!)];
    }

    // now() is another in each database; icingadb keeps it as a number.
    static string OfTable(string table) => $"""
        SELECT '{table.Replace("'", "''", StringComparison.Ordinal)}: ' || count(*) || ' rows ' || coalesce(md5(string_agg(line, E'\n' ORDER BY line)), '') FROM (
            SELECT (to_jsonb(t) - ARRAY(
                SELECT attname::text FROM pg_attribute WHERE attrelid = t.tableoid AND atttypid IN ('timestamp'::regtype, 'timestamptz'::regtype) OR attrelid = t.tableoid AND attname = 'timestamp'))::text AS line
            FROM {table} t) AS lines
        """;
}
