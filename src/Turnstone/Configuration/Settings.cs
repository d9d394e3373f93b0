namespace Turnstone.Configuration;

using System.Collections.Immutable;

/// <summary>How a project wants its changes made: every key of <c>turnstone.yaml</c>, with its default in place.</summary>
public sealed record Settings
{
    /// <summary>The project's folder, absolute: the nearest upwards that holds a <c>turnstone.yaml</c>, else the one asked about.</summary>
    public required string Root { get; init; }

    /// <summary>The <c>turnstone.yaml</c> that was read, absolute; none where there is none.</summary>
    public string? File { get; init; }

    public string Project { get; init; } = "default";

    /// <summary>Folders of migrations, relative to <see cref="Root"/>.</summary>
    public ImmutableArray<string> Migrations { get; init; } = ["migrations"];

    /// <summary>Where asserts are looked for if nobody says otherwise; the folder need not be there.</summary>
    internal static ImmutableArray<string> UsualAsserts { get; } = ["asserts"];

    /// <summary>Folders of files that say what has to hold for the whole schema, relative to <see cref="Root"/>.</summary>
    public ImmutableArray<string> Asserts { get; init; } = UsualAsserts;

    /// <summary>The search path pinned for every migration and shadow; empty leaves the server's.</summary>
    public ImmutableArray<string> SearchPath { get; init; } = [];

    public SchemaScope Schemas { get; init; } = new();

    public OutOfOrder OutOfOrder { get; init; } = OutOfOrder.Proved;

    /// <summary>Where the ledger lives, a schema's name as the catalog has it.</summary>
    public string LedgerSchema { get; init; } = "turnstone";

    public ImmutableSortedDictionary<string, Placeholder> Placeholders { get; init; } = Named<Placeholder>.None;

    /// <summary>The longest text, in bytes, that the ledger keeps whole; of a longer one it keeps digest and length.</summary>
    public long KeepText { get; init; } = 1024 * 1024;

    public bool AdditiveOnly { get; init; }

    /// <summary>Who decides on data that is kept by law or by contract, by the tables and columns that it is in: <c>orders</c>, <c>customer.email</c>, <c>audit.*</c>.</summary>
    public ImmutableSortedDictionary<string, string> Retained { get; init; } = Named<string>.None;

    public bool DumpAfterApply { get; init; }

    /// <summary>What is no drift: objects as differences call them, with <c>*</c> for anything: <c>table app.events_*</c>.</summary>
    public ImmutableArray<string> DriftIgnored { get; init; } = [];

    /// <summary>The service that runs the database: <c>rds</c>, <c>cloudsql</c>, <c>azure</c>, <c>neon</c> or <c>supabase</c>.</summary>
    public string? Managed { get; init; }

    /// <summary>Keys whose evidence counts.</summary>
    public ImmutableArray<string> Verifiers { get; init; } = [];

    /// <summary>Addresses of replicas, or where to find them (<c>env:REPLICA_URL</c>).</summary>
    public ImmutableArray<string> Replicas { get; init; } = [];

    public ShadowSettings Shadow { get; init; } = new();

    public LintSettings Lint { get; init; } = new();

    public RunSettings Run { get; init; } = new();

    public ImmutableSortedDictionary<string, EnvironmentSettings> Environments { get; init; } = Named<EnvironmentSettings>.None;

    /// <summary>Every effective key, in the order of the reference, with where its value came from.</summary>
    public ImmutableArray<SettingValue> Values { get; init; } = [];

    /// <summary>Where each effective key was said.</summary>
    internal IReadOnlyDictionary<string, Origin> Origins { get; init; } = ImmutableDictionary<string, Origin>.Empty;

    /// <summary>Where a complaint about a key begins.</summary>
    internal Origin OriginOf(string key) => Origins.GetValueOrDefault(key) ?? new(Layer.Default, key);
}
