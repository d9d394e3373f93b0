namespace Turnstone.Schemas;

using System.Diagnostics;
using System.Globalization;
using Turnstone.Catalog;
using Turnstone.Configuration;
using Turnstone.Sessions;
using Turnstone.Text;

/// <summary>What <c>./bench catalog</c> runs beside the whole program: how long the catalog's own parts take, in one process. The server is named as psql's is, by PGHOST and its like.</summary>
static class Program
{
    static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var one, var other, var times] || !int.TryParse(times, CultureInfo.InvariantCulture, out var rounds))
        {
            Console.Error.WriteLine("Run ./bench catalog instead.");
            return 2;
        }
        await using var here = await OpenAsync(one);
        await using var there = await OpenAsync(other);
        for (var round = 0; round < rounds; round++)
        {
            var schema = await ClockAsync("read", () => ReaderOf(here).ReadAsync(CancellationToken.None));
            var changed = await ReaderOf(there).ReadAsync(CancellationToken.None);
            Clock("diff", () => SchemaDiff.Between(schema, changed));
            Clock("script", () => SchemaChange.Of(schema, changed));
            Clock("fingerprint", () => SchemaFingerprint.Of(schema).Text);
            Clock("text", () => DumpFile.Write(schema));
        }
        return 0;
    }

    static Task<Session> OpenAsync(string database)
    {
        var (host, port, user) = (Named("PGHOST"), Named("PGPORT"), Named("PGUSER"));
        return Session.OpenAsync(
            new DatabaseAddress
            {
                ConnectionString = new Secret($"Host={host};Port={port};Username={user};Password={Named("PGPASSWORD")};Database={database};Pooling=false"),
                Hosts = [new DatabaseHost(host, int.Parse(port, CultureInfo.InvariantCulture))],
                Database = database,
                Username = user,
                Source = "./bench",
            },
            new RunSettings(), _ => { }, TimeProvider.System, CancellationToken.None);
    }

    static string Named(string variable) => Environment.GetEnvironmentVariable(variable) ?? throw new InvalidOperationException($"{variable} says nothing. Run ./bench catalog instead.");

    static SchemaReader ReaderOf(Session session) => new(session, new(new SchemaScope(), "turnstone", session.Server.Version));

    static async Task<T> ClockAsync<T>(string what, Func<Task<T>> act)
    {
        var begun = Stopwatch.GetTimestamp();
        var made = await act();
        Say(what, begun);
        return made;
    }

    static void Clock<T>(string what, Func<T> act)
    {
        var begun = Stopwatch.GetTimestamp();
        GC.KeepAlive(act());
        Say(what, begun);
    }

    // In microseconds, a line each.
    static void Say(string what, long begun) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {(long)Stopwatch.GetElapsedTime(begun).TotalMicroseconds}"));
}
