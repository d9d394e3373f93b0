namespace Turnstone.Postgres.Tests.Grammar;

using Npgsql;
using Turnstone.Postgres.Tests.Crash;
using Turnstone.Sql.PlPgSql;
using Turnstone.Tests.Grammar;

[Trait("tier", "all")]
public sealed class ServerOracleTests(PostgresServer server)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("regress")]
    [InlineData("own")]
    public async Task Our_parser_takes_and_refuses_what_the_server_does(string corpus)
    {
        var (folder, missing) = await GrammarScript.CorpusAsync(corpus, Stop);
        Assert.SkipUnless(missing is null, $"not compared: {missing}");
        var scope = new Scope { Versions = [server.Major], Sample = 1000, Seed = Sample.Seed };
        var files = scope.Choose(CorpusFile.ReadAll(folder!));
        var statements = files.SelectMany(file => file.Statements).Where(scope.Wants).ToList();
        var tally = new Tally();
        var comparison = new StatementComparison(tally);
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await database.OpenAsync();

        foreach (var statement in statements)
        {
            comparison.CompareTaking(statement, server.Major, await AskAsync(connection, statement.Text));
        }

        var report = new Report(scope, files, statements.Count, tally);
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {scope.Seed}: {report.Text(first: 10)}");
        Targets.Missed(corpus, report).ShouldBeEmpty($"seed {scope.Seed}");
    }

    [Theory]
    [InlineData("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END")]
    [InlineData("CREATE OR REPLACE PROCEDURE f() BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END")]
    [InlineData("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; NULL; END")]
    [InlineData("CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b)")]
    [InlineData("SELECT (1; 2)")]
    [InlineData("PERFORM DISTINCT")]
    public async Task A_body_in_PL_pgSQL_is_one_where_the_server_says_so(string statement)
    {
        // Made and left at once.
        var body = $"BEGIN RETURN; {statement}; END";
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await database.OpenAsync();
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand($"DO $body$ {body} $body$") } };

        var error = await Record.ExceptionAsync(() => batch.ExecuteNonQueryAsync(Stop));

        (PlBody.Read(body, server.Major).Error is null).ShouldBe(error is null, error?.Message);
    }

    // Nothing is run: a statement that parses is bound to nothing.
    static async Task<OracleAnswer> AskAsync(NpgsqlConnection connection, string text)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(text) } };
        try
        {
            await batch.PrepareAsync(Stop);
            connection.UnprepareAll();
            return Answer(error: null, at: 0);
        }
        catch (PostgresException refused)
        {
            return IsSyntax(refused) ? Answer(refused.MessageText, Math.Max(0, refused.Position - 1)) : Answer(error: null, at: 0);
        }
    }

    // What is looked at behind the grammar says 42601 as well: INSERT has more expressions than target columns.
    static bool IsSyntax(PostgresException refused) =>
        refused.SqlState == PostgresErrorCodes.SyntaxError && Path.GetFileName(refused.File) is "gram.y" or "scan.l" or "parser.c";

    static OracleAnswer Answer(string? error, int at) => new(error, at, 1, null, null, null, null, null);
}
