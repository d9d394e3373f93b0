namespace Turnstone;

using System.Collections.Immutable;
using Npgsql;
using Turnstone.Catalog;
using Turnstone.Catalog.Renames;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Execution;
using Turnstone.Servers;
using Turnstone.Sessions;

/// <summary>What a schema is after renames: nobody knows better than the server which texts follow.</summary>
public sealed partial class Pipeline
{
    /// <summary>Makes a schema anew on a throw-away server of its version, renames there, and reads what became of it.</summary>
    /// <param name="to">What it is compared with: what the server named after a renamed object is renamed along where it is so there.</param>
    /// <exception cref="FailureException">No server can be had.</exception>
    public static async Task<Checked<RenamedSchema>> RenamedAsync(Settings settings, Schema from, Schema to, RenameList renames, Surroundings surroundings, CancellationToken stop)
    {
        if (renames.Renames.IsEmpty)
        {
            return Checked.Of(new RenamedSchema(from, [], []));
        }
        try
        {
            await using var database = await ShadowDatabase.CreateAsync(from.Version, from.Roles, surroundings.Time, stop);
            var shadow = new Pipeline(settings, database.Address, [], surroundings with { OnEvent = _ => { } }) { IsShadow = true };
            await using var session = await shadow.ConnectAsync(stop);
            return await shadow.RenameAsync(session, from, to, renames.Renames, stop);
        }
        catch (ServerException missing)
        {
            throw FailureException.Unavailable("no-shadow", $"No throw-away server to rename on: {missing.Message}", "Nothing was compared. Without --rename it is compared as it stands.", missing);
        }
        catch (PostgresException refused)
        {
            return Checked.Failed<RenamedSchema>(Untried($"{refused.MessageText} (SQLSTATE {refused.SqlState})"));
        }
    }

    async Task<Checked<RenamedSchema>> RenameAsync(Session session, Schema from, Schema to, ImmutableArray<Rename> renames, CancellationToken stop)
    {
        foreach (var statement in SchemaText.Of(from))
        {
            await session.ExecuteAsync(stop, statement);
        }
        var made = await ReadAsAsync(session, from, [], stop);
        if (SchemaDiff.Between(from, made) is { IsEmpty: false } differences)
        {
            return Checked.Failed<RenamedSchema>(Untried($"made anew, {differences[0].Id} is not the same"));
        }
        var statements = ImmutableArray.CreateBuilder<ChangeStatement>();
        var done = ImmutableArray<Rename>.Empty;
        for (var next = renames; !next.IsEmpty; next = RenameGuess.Following(renames, made, to))
        {
            foreach (var rename in next)
            {
                // A column's table may have another name by now.
                var now = rename with { From = done.After(rename.From) };
                var statement = now.Statement(made);
                await session.ExecuteAsync(stop, statement);
                statements.Add(new(now.From, statement, Loses: null));
                done = done.Add(now);
                made = await ReadAsAsync(session, from, done, stop);
            }
        }
        return Checked.Of(new RenamedSchema(made, done, statements.ToImmutable()));
    }

    // Here everything belongs to another role, but for what says otherwise.
    async Task<Schema> ReadAsAsync(Session session, Schema from, ImmutableArray<Rename> done, CancellationToken stop)
    {
        var owners = from.Objects.Values.ToDictionary(one => done.After(one.Id), one => one.Owner);
        return (await ReaderOf(session).ReadAsync(stop)).OwnedBy(from.Owner, id => owners.GetValueOrDefault(id));
    }

    static Diagnostic Untried(string why) => Diagnostic.Error("rename-untried", $"The first side cannot be made anew to rename in: {why}.",
        help: "Nothing was compared.\nWithout --rename it is compared as it stands, and what was renamed is taken away and made anew.");
}
