namespace Turnstone.Catalog.Renames;

using System.Collections.Immutable;
using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sessions;

/// <summary>Makes a schema in an empty database, renames there, and reads what became of it.</summary>
sealed class RenameTrial(Session session, SchemaReader reader)
{
    public async Task<Checked<RenamedSchema>> RunAsync(Schema from, Schema to, ImmutableArray<Rename> renames, CancellationToken stop)
    {
        try
        {
            return await RenameAsync(from, to, renames, stop);
        }
        catch (PostgresException refused)
        {
            return Checked.Failed<RenamedSchema>(Untried($"{refused.MessageText} (SQLSTATE {refused.SqlState})"));
        }
    }

    async Task<Checked<RenamedSchema>> RenameAsync(Schema from, Schema to, ImmutableArray<Rename> renames, CancellationToken stop)
    {
        foreach (var statement in SchemaText.Of(from))
        {
            await session.ExecuteAsync(stop, statement);
        }
        var made = await ReadAsAsync(from, [], stop);
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
                made = await ReadAsAsync(from, done, stop);
            }
        }
        return Checked.Of(new RenamedSchema(made, done, statements.ToImmutable()));
    }

    // Here everything belongs to another role, but for what says otherwise.
    async Task<Schema> ReadAsAsync(Schema from, ImmutableArray<Rename> done, CancellationToken stop)
    {
        var owners = from.Objects.Values.ToDictionary(one => done.After(one.Id), one => one.Owner);
        return (await reader.ReadAsync(stop)).OwnedBy(from.Owner, id => owners.GetValueOrDefault(id));
    }

    static Diagnostic Untried(string why) => Diagnostic.Error("rename-untried", $"The first side cannot be made anew to rename in: {why}.",
        help: "Nothing was compared.\nWithout --rename it is compared as it stands, and what was renamed is taken away and made anew.");
}
