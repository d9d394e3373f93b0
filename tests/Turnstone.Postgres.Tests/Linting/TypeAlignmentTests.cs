namespace Turnstone.Postgres.Tests.Linting;

using System.Globalization;
using Turnstone.Linting.Knowledge;

/// <summary>How values of a type lie in a row is what the server says of it.</summary>
public sealed class TypeAlignmentTests(PostgresServer server)
{
    [Fact]
    public async Task What_is_said_of_a_type_the_server_says()
    {
        await using var database = await server.CreateDatabaseAsync("CREATE TYPE mood AS ENUM ('happy')");
        var known = new KnownSchema([]);
        known.Follow(Rehearsal.Parsed("CREATE TYPE mood AS ENUM ('happy')", server.Major).Single(), made: null);
        var types = await database.QueryAsync("SELECT typname, typlen::text, CASE typalign WHEN 'c' THEN 1 WHEN 's' THEN 2 WHEN 'i' THEN 4 ELSE 8 END::text FROM pg_type WHERE typtype IN ('b', 'e', 'r') AND typname !~ '^_'");
        var compared = 0;
        foreach (var type in types)
        {
            var column = type[0] == "mood" ? new ColumnType("mood") { Own = new(null, new("mood")) } : new ColumnType(type[0]!);
            if (TypeAlignment.Of(column, known) is { } said)
            {
                var length = int.Parse(type[1]!, CultureInfo.InvariantCulture);
                said.Length.ShouldBe(length < 0 ? null : length, type[0]);
                said.Alignment.ShouldBe(length < 0 ? 1 : int.Parse(type[2]!, CultureInfo.InvariantCulture), type[0]);
                compared++;
            }
        }
        compared.ShouldBeGreaterThan(45);
    }
}
