namespace Turnstone.Postgres.Tests.Catalog;

using Turnstone.Catalog;
using Turnstone.Postgres.Tests.RealWorld;

/// <summary>Whether what is written down of a database makes one that is the same, and whether what makes one of another leaves nothing to compare.</summary>
static class Judge
{
    /// <param name="around">What both databases have that is not written down.</param>
    /// <param name="isDumped">Whether <c>pg_dump</c> is asked too, where it reads this server.</param>
    public static async Task<string> TwiceAsync(this PostgresServer server, string script, string around = "", bool isDumped = true)
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var copy = await server.CreateDatabaseAsync();
        await database.RunScriptAsync(around);
        await copy.RunScriptAsync(around);
        await database.RunScriptAsync(script);
        var there = await database.ReadAsync();
        var text = Catalogs.Text(there);
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        await copy.MakeAsync(there);
        var here = await copy.ReadAsync();
        SchemaDiff.Between(there, here).Select(difference => $"{difference.Kind} {difference.Id}: {string.Join("; ", difference.Properties)}").ShouldBeEmpty(text);
        Catalogs.Text(here).ShouldBe(text);
        SchemaHash.Of(here).ShouldBe(SchemaHash.Of(there));
        if (isDumped && server.Major <= await Psql.NewestServerAsync())
        {
            (await Psql.DumpAsync(copy.Uri)).ShouldBe(await Psql.DumpAsync(database.Uri));
        }
        return text;
    }

    /// <param name="said">Parts of the statements.</param>
    public static async Task<string> BecomesAsync(this PostgresServer server, string first, string second, params string[] said)
    {
        await using var one = await server.CreateDatabaseAsync();
        await using var other = await server.CreateDatabaseAsync();
        await one.RunScriptAsync(first);
        await other.RunScriptAsync(second);
        var (from, to) = (await one.ReadAsync(), await other.ReadAsync());
        var statements = SchemaChange.Of(from, to);
        var text = string.Concat(statements.Select(statement => $"{(statement.Loses is null ? "" : $"-- loses {statement.Loses}\n")}{statement.Sql};\n"));
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        foreach (var statement in statements)
        {
            await one.RunAsync(statement.Sql.ToString(), text);
        }
        SchemaDiff.Between(await one.ReadAsync(), to).Select(difference => $"{difference.Kind} {difference.Id}: {string.Join("; ", difference.Properties)}").ShouldBeEmpty(text);
        foreach (var part in said)
        {
            text.ShouldContain(part);
        }
        return text;
    }

    /// <summary>There and back.</summary>
    public static async Task BothWaysAsync(this PostgresServer server, string first, string second)
    {
        await server.BecomesAsync(first, second);
        await server.BecomesAsync(second, first);
    }
}
