namespace Turnstone.Postgres.Tests.Catalog;

using Npgsql;
using Turnstone.Catalog;
using Turnstone.Postgres.Tests.RealWorld;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Makes databases of what was read of others, each in one session as a run does, and compares.</summary>
static class SchemaJudge
{
    /// <summary>What is written down of a script's database makes one that is the same, for <c>pg_dump</c> as well where there is one of that version.</summary>
    /// <param name="isStable">Whether <c>pg_dump</c> dumps the same of what its dump made.</param>
    public static async Task<Schema> RebuildsAsync(this PostgresServer server, string script, bool isStable = true)
    {
        await using var one = await server.CreateDatabaseAsync();
        await using var other = await server.CreateDatabaseAsync();
        await one.RunAllAsync(StatementReader.ReadAll(script).Select(statement => statement.Text));
        var there = await one.ReadAsync();
        await other.RunAllAsync(SchemaText.Of(there).Select(statement => statement.ToString()));
        var here = await other.ReadAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(Catalogs.Text(there));
        Left(here, there).ShouldBeEmpty();
        Catalogs.Text(here).ShouldBe(Catalogs.Text(there));
        SchemaHash.Of(here).ShouldBe(SchemaHash.Of(there));
        if (isStable && server.Major <= PgVersion.V15)
        {
            (await Psql.DumpAsync(other.Uri)).ShouldBe(await Psql.DumpAsync(one.Uri));
        }
        return there;
    }

    /// <summary>The statements between two scripts' databases make the second of the first, and say that.</summary>
    public static async Task BecomesAsync(this PostgresServer server, string first, string second, params string[] said)
    {
        await using var one = await server.CreateDatabaseAsync();
        await using var other = await server.CreateDatabaseAsync();
        await one.RunAllAsync(StatementReader.ReadAll(first).Select(statement => statement.Text));
        await other.RunAllAsync(StatementReader.ReadAll(second).Select(statement => statement.Text));
        var to = await other.ReadAsync();
        var statements = SchemaChange.Of(await one.ReadAsync(), to);
        var text = string.Concat(statements.Select(statement => $"{(statement.Loses is null ? "" : $"-- loses {statement.Loses}\n")}{statement.Sql};\n"));
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        await one.RunAllAsync(statements.Select(statement => statement.Sql.ToString()));
        Left(await one.ReadAsync(), to).ShouldBeEmpty(text);
        foreach (var part in said)
        {
            if (part.StartsWith('!'))
            {
                text.ShouldNotContain(part[1..]);
            }
            else
            {
                text.ShouldContain(part);
            }
        }
    }

    static IEnumerable<string> Left(Schema here, Schema there) =>
        SchemaDiff.Between(here, there).Select(difference => $"{difference.Kind} {difference.Id}: {string.Join("; ", difference.Properties)}");

    /// <summary>Runs statements in one session.</summary>
    public static async Task RunAllAsync(this TestDatabase database, IEnumerable<string> statements)
    {
        await using var connection = await database.OpenAsync();
        foreach (var statement in statements)
        {
            // As a batch's command it is not taken apart at semicolons, which a function's body has.
            await using var command = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(statement) } };
            try
            {
                await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            }
            catch (PostgresException refused)
            {
                throw new InvalidOperationException($"{refused.Message}\n{statement}", refused);
            }
        }
    }
}
