namespace Turnstone.Postgres.Tests.RealWorld;

using System.Globalization;
using System.Text.RegularExpressions;
using Turnstone.Servers;
using Turnstone.Sql;

/// <summary>PostgreSQL's own client programs: what Turnstone is compared with.</summary>
static partial class Psql
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The newest server that <c>pg_dump</c> reads: one of its own version. The test is skipped where there is no <c>psql</c> or no <c>pg_dump</c>.</summary>
    public static async Task<PgVersion> NewestServerAsync()
    {
        await MajorAsync("psql");
        return (PgVersion)Math.Min(await MajorAsync("pg_dump"), (int)PgVersion.V18);
    }

    /// <summary>Runs the files in one session up to the first error, with its statements in the server's log.</summary>
    public static Task<ProgramOutput> RunFilesAsync(Uri database, IEnumerable<string> files) => RunAsync(
        "psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", .. files.SelectMany(file => (string[])["-f", file]), "--dbname", database.ToString()],
        options: "-c log_statement=all");

    /// <summary>Runs a script as its head says; the test is skipped where there is no <c>psql</c>.</summary>
    public static async Task<ProgramOutput> RunScriptAsync(TestDatabase database, string file, params IEnumerable<string> options)
    {
        await MajorAsync("psql");
        return await RunAsync("psql", ["-X", "-f", file, .. options, "--dbname", database.Uri.ToString()]);
    }

    /// <summary>Runs a file to its end, whatever fails.</summary>
    public static Task<ProgramOutput> RunPastFailuresAsync(Uri database, string file) =>
        RunAsync("psql", ["-X", "-q", "-o", "/dev/null", "-f", file, "--dbname", database.ToString()], options: "-c datestyle=Postgres,MDY -c timezone=PST8PDT -c intervalstyle=postgres_verbose");

    /// <summary>The schema as <c>pg_dump</c> writes it, without Turnstone's own and without the random word that guards a dump.</summary>
    public static async Task<string> DumpAsync(Uri database) => WithoutSecretWord(await WholeDumpAsync(database, "--schema-only"));

    /// <summary>A dump without the lines of a random word that guard it.</summary>
    public static string WithoutSecretWord(string dump) => RestrictLine().Replace(dump, "");

    /// <summary>All that <c>pg_dump</c> writes, without Turnstone's own.</summary>
    public static async Task<string> WholeDumpAsync(Uri database, params IEnumerable<string> options)
    {
        var said = await RunAsync("pg_dump", [.. options, "-N", "turnstone", "--dbname", database.ToString()]);
        said.ExitCode.ShouldBe(0, said.Errors);
        return said.Output;
    }

    static Task<ProgramOutput> RunAsync(string program, IEnumerable<string> arguments, string options = "")
    {
        var start = ChildProcess.Prepare(program, arguments);
        start.Environment["PGOPTIONS"] = options;
        start.Environment["PGCLIENTENCODING"] = "UTF8";
        return ChildProcess.RunAsync(start, Stop);
    }

    static async Task<int> MajorAsync(string program)
    {
        try
        {
            var said = await RunAsync(program, ["--version"]);
            return int.Parse(FirstNumber().Match(said.Output).Value, CultureInfo.InvariantCulture);
        }
        catch (ServerException absent)
        {
            Assert.Skip($"not compared: {absent.Message}");
            throw;
        }
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex FirstNumber();

    [GeneratedRegex(@"^\\(un)?restrict .*\n", RegexOptions.Multiline)]
    private static partial Regex RestrictLine();
}
