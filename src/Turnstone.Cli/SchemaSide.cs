namespace Turnstone.Cli;

using System.Collections.Immutable;
using Turnstone.Catalog;
using Turnstone.Configuration;

/// <summary>One side of a comparison as it is typed: an environment, a URL or where one is found, a file, or <c>migrations</c>.</summary>
sealed record SchemaSide(string Written)
{
    /// <summary>The word for what the project's files make.</summary>
    public const string Migrations = "migrations";

    /// <summary>The database, where it is one; what it is not is found out by <see cref="ReplayAsync"/>.</summary>
    public async Task<Pipeline?> DatabaseAsync(Invocation invocation, Settings settings, string[] contexts)
    {
        if (Written == Migrations || IsFile(invocation))
        {
            return null;
        }
        var isEnvironment = settings.Environments.ContainsKey(Written);
        if (!isEnvironment && !LooksLikeAddress)
        {
            invocation.Refuse($"{Written}: neither an environment, nor a file, nor an address.",
                $"{(Nearest.To(Written, [.. settings.Environments.Keys, Migrations]) is { } meant ? $"Did you mean {meant}? " : "")}A side is an environment of turnstone.yaml, a URL (env:DATABASE_URL), a file that turnstone dump wrote, or: {Migrations}");
            return null;
        }
        return await invocation.PipelineAsync(settings, isEnvironment ? Written : null, isEnvironment ? null : Written, contexts, changesTarget: false);
    }

    /// <summary>What the files make of a new database; complaints become the verb's failure.</summary>
    /// <param name="like">The other side, where that is a database.</param>
    public async Task<Schema?> ReplayAsync(Invocation invocation, Settings settings, ImmutableArray<string> contexts, Schema? like)
    {
        if (Written == Migrations)
        {
            return invocation.Take(await Pipeline.ReplayAsync(settings, contexts, invocation.SurroundingsFor(invocation.OnEvent), like, invocation.Stop));
        }
        return await FileAsync(invocation, settings, like is null ? null : _ => Task.FromResult(like));
    }

    /// <summary>What a dump says, or what it makes of a new database; complaints become the verb's failure.</summary>
    /// <param name="like">Reads the database that it is for, where there is one: a script is replayed on a server like it, a JSON document needs none.</param>
    public async Task<Schema?> FileAsync(Invocation invocation, Settings settings, Func<CancellationToken, Task<Schema>>? like)
    {
        if (!IsFile(invocation))
        {
            invocation.Refuse($"There is no file {Written}.", "Nothing was compared.\nWrite one: turnstone dump --format json -o expected.json");
            return null;
        }
        var text = await File.ReadAllTextAsync(PathOf(invocation), invocation.Stop);
        if (SchemaDocument.IsMeant(text))
        {
            return invocation.Take(SchemaDocument.Read(text, Written));
        }
        return invocation.Take(DumpFile.Read(text, Written)) is { } script
            ? invocation.Take(await Pipeline.ReplayAsync(settings, script, invocation.SurroundingsFor(invocation.OnEvent), like is null ? null : await like(invocation.Stop), invocation.Stop))
            : null;
    }

    bool IsFile(Invocation invocation) => !LooksLikeAddress && File.Exists(PathOf(invocation));

    string PathOf(Invocation invocation) => Path.GetFullPath(Written, invocation.Terminal.Folder);

    bool LooksLikeAddress => Written.Contains("://", StringComparison.Ordinal) || Written.Contains('=', StringComparison.Ordinal)
        || Configuration.Secrets.SecretSources.IsReference(Written) && !Written.StartsWith("file:", StringComparison.Ordinal) || Written.StartsWith("file:/", StringComparison.Ordinal);
}
