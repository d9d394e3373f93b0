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

    /// <summary>Runs each statement of a script.</summary>
    public static async Task RunScriptAsync(this TestDatabase database, string script)
    {
        foreach (var statement in StatementReader.ReadAll(script))
        {
            await database.RunAsync(statement.Text, script);
        }
    }

    /// <summary>Runs what was written down.</summary>
    public static async Task MakeAsync(this TestDatabase database, Schema schema)
    {
        foreach (var statement in SchemaText.Of(schema))
        {
            await database.RunAsync(statement.ToString(), "");
        }
    }

    /// <param name="among">What is shown with it where it fails.</param>
    public static async Task RunAsync(this TestDatabase database, string statement, string among)
    {
        try
        {
            await database.ExecuteAsync(statement);
        }
        catch (Npgsql.PostgresException refused)
        {
            throw new InvalidOperationException($"{refused.Message}\n{statement}\n\n{among}", refused);
        }
    }
}
