namespace Turnstone.Postgres.Tests.Catalog;

using Turnstone.Catalog;
using Turnstone.Configuration;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Reads what a test's database is made of, and makes another of what was written down.</summary>
static class Catalogs
{
    public static async Task<Schema> ReadAsync(this TestDatabase database, SchemaScope? scope = null, string? user = null)
    {
        await using var session = await Session.OpenAsync(
            new DatabaseAddress
            {
                ConnectionString = new Secret(user is null ? database.ConnectionString : new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = user, Password = "x" }.ConnectionString),
                Hosts = [new DatabaseHost("127.0.0.1", database.Uri.Port)],
                Database = database.Name,
                Username = user ?? "postgres",
                Source = "the test",
            },
            new RunSettings(), _ => { }, TimeProvider.System, TestContext.Current.CancellationToken);
        return await new SchemaReader(session, new(scope ?? new(), "turnstone", session.Server.Version)).ReadAsync(TestContext.Current.CancellationToken);
    }

    public static string Text(Schema schema) => string.Concat(SchemaText.Of(schema).Select(statement => $"{statement};\n\n"));

    /// <summary>Runs each statement of a script, in one session.</summary>
    public static Task RunScriptAsync(this TestDatabase database, string script) =>
        database.RunAllAsync(StatementReader.ReadAll(script).Select(statement => statement.Text), script);

    /// <summary>Runs statements in one session, as a run does.</summary>
    /// <param name="among">What is shown with the one that fails.</param>
    public static async Task RunAllAsync(this TestDatabase database, IEnumerable<string> statements, string among = "")
    {
        await using var connection = await database.OpenAsync();
        foreach (var statement in statements)
        {
            // As a batch's command it is not taken apart at semicolons, which a function's body has.
            await using var command = new Npgsql.NpgsqlBatch(connection) { BatchCommands = { new Npgsql.NpgsqlBatchCommand(statement) } };
            try
            {
                await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            }
            catch (Npgsql.PostgresException refused)
            {
                throw new InvalidOperationException($"{refused.Message}\n{statement}\n\n{among}", refused);
            }
        }
    }
}
