namespace Turnstone.Cli;

using System.Collections.Immutable;
using Turnstone.Catalog;
using Turnstone.Catalog.Renames;
using Turnstone.Configuration;
using Turnstone.Diagnostics;

/// <summary>Two sides to be compared, as they are typed, and how.</summary>
sealed record Comparison(string First, string Second)
{
    public string[] Contexts { get; init; } = [];

    /// <summary>As they are typed.</summary>
    public string[] Renames { get; init; } = [];

    public bool ShowsSql { get; init; }

    /// <summary>Where the SQL is written to.</summary>
    public string? File { get; init; }

    /// <summary>What is different; complaints become the verb's failure.</summary>
    public async Task<Compared?> ReadAsync(Invocation invocation)
    {
        if (await invocation.SettingsAsync() is not { } settings || await SidesAsync(invocation, settings) is not var (before, after))
        {
            return null;
        }
        if (before.IsRecorded || after.IsRecorded)
        {
            return new(SchemaDiff.Between(before, after), null);
        }
        if (Declared(invocation, before, after) is not { } declared)
        {
            return null;
        }
        if (declared.Renames.IsEmpty)
        {
            declared = new([.. await AskedAsync(invocation, RenameGuess.Between(before, after))]);
        }
        var made = invocation.Take(await Pipeline.RenamedAsync(settings, before, after, declared, invocation.SurroundingsFor(invocation.OnEvent), invocation.Stop));
        return made is null ? null : new([.. made.Renames.Select(DifferenceOf), .. SchemaDiff.Between(made.Schema, after)], [.. made.Statements, .. SchemaChange.Of(made.Schema, after)]);
    }

    static Difference DifferenceOf(Rename rename) =>
        new(rename.From, DifferenceKind.Renamed, [new("name", rename.From.Name, rename.To, Concern.Integrity)], Concern.Integrity);

    RenameList? Declared(Invocation invocation, Schema before, Schema after)
    {
        var declared = Renames.Select(written => invocation.Take(DeclaredRename.Read(written))).OfType<DeclaredRename>().ToList();
        return invocation.Report.HasErrors ? null : invocation.Take(DeclaredRename.Resolve(declared, before, after));
    }

    // Nothing is guessed: on a terminal somebody says so, without one it is said how to.
    static async Task<List<Rename>> AskedAsync(Invocation invocation, ImmutableArray<Rename> possible)
    {
        var renamed = new List<Rename>();
        foreach (var rename in possible)
        {
            if (invocation.Terminal.InIsTerminal && !invocation.Report.Json)
            {
                if (await invocation.AskAsync($"Did {rename.From} become {rename.To}?"))
                {
                    renamed.Add(rename);
                }
                continue;
            }
            invocation.Report.Add([Diagnostic.Warning("renamed", $"Did {rename.From} become {rename.To}? As it stands, one is taken away and another is made.", help: $"If it was renamed: --rename {rename.Declared}")]);
        }
        return renamed;
    }

    // Databases first: what is replayed is replayed on a server like theirs.
    async Task<(Schema, Schema)?> SidesAsync(Invocation invocation, Settings settings)
    {
        SchemaSide[] sides = [new(First), new(Second)];
        var schemas = new Schema?[2];
        for (var i = 0; i < 2; i++)
        {
            schemas[i] = await sides[i].DatabaseAsync(invocation, settings, Contexts) is { } database ? await database.SchemaAsync(invocation.Stop) : null;
            if (invocation.Report.HasErrors)
            {
                return null;
            }
            invocation.Report.Add(schemas[i] is { } read ? UnreadObjects.Said(read, sides[i].Written) : []);
        }
        for (var i = 0; i < 2; i++)
        {
            schemas[i] ??= await sides[i].ReplayAsync(invocation, settings, [.. Contexts], schemas[1 - i]);
            if (schemas[i] is null)
            {
                return null;
            }
        }
        return (schemas[0]!, schemas[1]!);
    }
}
