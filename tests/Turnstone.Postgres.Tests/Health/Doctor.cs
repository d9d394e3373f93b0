namespace Turnstone.Postgres.Tests.Health;

using System.Text.Json;
using Npgsql;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Sql;

/// <summary>What <c>turnstone doctor</c> finds, and doing what it advises.</summary>
static class Doctor
{
    /// <summary>The problems of that name, in the order in which they are told.</summary>
    public static async Task<IReadOnlyList<Told>> AskAsync(TestProject project, string name, string options = "")
    {
        var run = await project.RunAsync($"doctor --json {options}");
        run.ExitCode.ShouldBeLessThan(2, run.Everything);
        using var document = JsonDocument.Parse(run.Output);
        return [.. document.RootElement.GetProperty("problems").EnumerateArray().Where(problem => problem.GetProperty("name").GetString() == name).Select(Read)];
    }

    public static async Task<IReadOnlyList<Told>> AskAsync(TestDatabase database, string name, string options = "")
    {
        using var project = new TestProject(database);
        return await AskAsync(project, name, options);
    }

    /// <summary>Types what is advised.</summary>
    public static async Task FollowAsync(TestDatabase database, string? fix)
    {
        foreach (var statement in fix.ShouldNotBeNull().Split("; ").Select(one => one.TrimEnd(';')))
        {
            await database.ExecuteAsync(statement);
        }
    }

    /// <summary>The connection string of a new role that may do little, with a name that has to be quoted.</summary>
    public static async Task<string> AsNobodyAsync(TestDatabase database)
    {
        var role = $"we\"ird {database.Name[^8..]}";
        await database.ExecuteAsync($"CREATE ROLE {new Identifier(role)} LOGIN PASSWORD 'pass'");
        return new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = role, Password = "pass" }.ConnectionString;
    }

    static Told Read(JsonElement problem) => new(problem.GetProperty("object").GetString()!, problem.GetProperty("severity").GetString()!,
        problem.GetProperty("message").GetString()!, problem.GetProperty("fix").GetString());
}

/// <summary>One problem as it is told.</summary>
sealed record Told(string Object, string Severity, string Message, string? Fix);
