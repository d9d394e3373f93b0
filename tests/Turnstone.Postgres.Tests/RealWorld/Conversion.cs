namespace Turnstone.Postgres.Tests.RealWorld;

using System.Globalization;
using System.IO.Compression;

/// <summary>Makes Turnstone's migrations of other people's files: all there is to it, as <c>docs/adoption/real-world.md</c> says it.</summary>
static class Conversion
{
    /// <summary>The placeholder that stands for graphile-worker's own variable.</summary>
    public const string Schema = "${graphile_worker_schema}";

    public static IReadOnlyList<SqlFile> GraphileWorker(string package) =>
    [
        new("V0__schema.sql", $"CREATE SCHEMA {Schema};\n"),
        .. Numbered(Path.Combine(package, "sql"), "graphile_worker")
            .Select(file => file with { Text = InTransaction(file.Text.Replace(":GRAPHILE_WORKER_SCHEMA", Schema, StringComparison.Ordinal)) }),
        // The first real data migration is 11: it finds jobs to carry over.
        new("V10.1__jobs.sql", $"""
            SELECT {Schema}.add_job('send_mail', payload => '[1]'::json, queue_name => 'mail', run_at => '2030-01-01', job_key => 'a');
            SELECT {Schema}.add_job('resize', payload => '"large"'::json, run_at => '2030-01-02', max_attempts => 3);

            """),
    ];

    public static IReadOnlyList<SqlFile> TtRssVersions(string package) =>
    [
        new("V2__base.sql", TtRssVersion2.Text),
        .. Numbered(Path.Combine(package, "usr/share/tt-rss/schema/versions/pgsql"), "tt_rss"),
    ];

    public static SqlFile TtRssNewest(string package) =>
        new("V1__newest.sql", "-- turnstone: transaction=none\n" + File.ReadAllText(Path.Combine(package, "usr/share/tt-rss/schema/ttrss_schema_pgsql.sql")));

    public static IReadOnlyList<SqlFile> RoundcubeVersions(string package) =>
    [
        new("V2008010100__base.sql", RoundcubeVersion01.Text),
        .. Numbered(Path.Combine(package, "usr/share/roundcube/SQL/postgres"), "roundcube"),
    ];

    public static SqlFile RoundcubeNewest(string package) =>
        new("V1__roundcube.sql", File.ReadAllText(Path.Combine(package, "usr/share/roundcube/SQL/postgres.initial.sql")));

    /// <summary>There is no file between its versions yet: the first schema for PostgreSQL is the newest.</summary>
    public static SqlFile IcingaDb(string package) =>
        new("V1__icingadb.sql", File.ReadAllText(Path.Combine(package, "usr/share/icingadb/schema/pgsql/schema.sql")));

    /// <summary>In the order of its installation guide; the last two are what its upgrade guide adds. TimescaleDB's file needs an extension.</summary>
    /// <remarks>The scripts and templates among its data hold carriage returns, which must stay.</remarks>
    public static IReadOnlyList<SqlFile> Zabbix(string package) =>
    [
        .. ((string[])["schema", "images", "data", "double", "history_pk_prepare"])
            .Select(name => (name, text: Unpacked(Path.Combine(package, "usr/share/zabbix-server-pgsql", name + ".sql.gz"))))
            .Select((file, number) => new SqlFile($"V{number + 1}__{file.name}.sql",
                file.text.Contains('\r', StringComparison.Ordinal) ? "-- turnstone: eol=keep\n" + file.text : file.text)),
    ];

    static string Unpacked(string path)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return text.ReadToEnd();
    }

    // As graphile-worker's own runner does; Turnstone would anyway, psql would not.
    static string InTransaction(string text) => $"BEGIN;\n{text}\nCOMMIT;\n";

    static IEnumerable<SqlFile> Numbered(string folder, string description) =>
        from path in Directory.EnumerateFiles(folder, "*.sql")
        let number = int.Parse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture)
        orderby number
        select new SqlFile($"V{number}__{description}.sql", File.ReadAllText(path));
}
