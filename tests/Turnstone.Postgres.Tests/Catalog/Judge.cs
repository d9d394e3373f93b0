namespace Turnstone.Postgres.Tests.Catalog;

using Turnstone.Catalog;
using Turnstone.Postgres.Tests.RealWorld;

/// <summary>Whether what is written down of a database makes one that is the same, and whether what makes one of another leaves nothing to compare.</summary>
static class Judge
{
    /// <summary>What is written down of a script's database makes one that is the same, for <c>pg_dump</c> as well where it reads this server.</summary>
    /// <param name="isDumped">Whether <c>pg_dump</c> is asked: not where it says otherwise of what its own dump made.</param>
    public static async Task<Schema> RebuildsAsync(this PostgresServer server, string script, bool isDumped = true)
    {
        await using var database = await server.CreateDatabaseAsync();
        await database.RunScriptAsync(script);
        return await server.RebuildsAsync(database, isDumped);
    }

    public static async Task<Schema> RebuildsAsync(this PostgresServer server, TestDatabase database, bool isDumped = true)
    {
        await using var copy = await server.CreateDatabaseAsync();
        var there = await database.ReadAsync();
        var text = Catalogs.Text(there);
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        await copy.RunAllAsync(SchemaText.Of(there).Select(statement => statement.ToString()), text);
        var here = await copy.ReadAsync();
        Left(there, here).ShouldBeEmpty(text);
        Catalogs.Text(here).ShouldBe(text);
        SchemaHash.Of(here).ShouldBe(SchemaHash.Of(there));
        if (isDumped && server.Major <= await Psql.NewestServerAsync())
        {
            (await Psql.DumpAsync(copy.Uri)).ShouldBe(await Psql.DumpAsync(database.Uri));
        }
        return there;
    }

    /// <summary>The statements between two scripts' databases make the second of the first.</summary>
    /// <param name="said">Parts of the statements; with an exclamation mark in front what is none.</param>
    public static async Task<string> BecomesAsync(this PostgresServer server, string first, string second, params string[] said)
    {
        await using var one = await server.CreateDatabaseAsync();
        await using var other = await server.CreateDatabaseAsync();
        await one.RunScriptAsync(first);
        await other.RunScriptAsync(second);
        return await one.BecomesAsync(other, said);
    }

    public static async Task<string> BecomesAsync(this TestDatabase one, TestDatabase other, params string[] said)
    {
        var to = await other.ReadAsync();
        var statements = SchemaChange.Of(await one.ReadAsync(), to);
        var text = string.Concat(statements.Select(statement => $"{(statement.Loses is null ? "" : $"-- loses {statement.Loses}\n")}{statement.Sql};\n"));
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        await one.RunAllAsync(statements.Select(statement => statement.Sql.ToString()), text);
        Left(to, await one.ReadAsync()).ShouldBeEmpty(text);
        foreach (var part in said)
        {
            text.Contains(part.TrimStart('!'), StringComparison.Ordinal).ShouldBe(!part.StartsWith('!'), $"{part}\n{text}");
        }
        return text;
    }

    /// <summary>There and back.</summary>
    public static async Task BothWaysAsync(this PostgresServer server, string first, string second)
    {
        await server.BecomesAsync(first, second);
        await server.BecomesAsync(second, first);
    }

    static IEnumerable<string> Left(Schema there, Schema here) =>
        SchemaDiff.Between(there, here).Select(difference => $"{difference.Kind} {difference.Id}: {string.Join("; ", difference.Properties)}");
}
