namespace Turnstone.Cli;

using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Turnstone.Configuration;
using Turnstone.Linting.Knowledge;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Servers;
using Turnstone.Sql;
using Turnstone.Verification;

/// <summary>What is tried on a shadow, as it is typed.</summary>
sealed class VerifyOptions
{
    static readonly string[] Variables = ["DATABASE_URL", "PGHOST", "PGSERVICE"];

    readonly TargetOptions target = new();
    readonly Option<string[]> from = new("--from") { Description = "A version, or an environment, at which a database stands: it is taken to the end as well, and what comes behind the first of them is tried" };
    readonly Option<string?> since = new("--since") { Description = "What is new since this commit, branch or tag is tried; the rest is there before" };
    readonly Option<string?> version = new("--pg-version") { Description = "The shadow's major version, 14 to 18, where no database says it" };
    readonly Option<string?> stats = new("--stats") { Description = "What turnstone dump --stats wrote of the database, for a shadow like it where it cannot be reached; --from or --since says where it stands" };

    public void AddTo(Command command)
    {
        target.AddTo(command);
        command.Add(from);
        command.Add(since);
        command.Add(version);
        command.Add(stats);
    }

    /// <summary>Whether a database is asked where it stands.</summary>
    public bool IsTargeted(Invocation invocation, Plan? plan) => IsNamed(invocation)
        || plan is null && invocation.Arguments.GetValue(stats) is null && !IsPlaced(invocation) && invocation.Arguments.GetValue(since) is null
            && Variables.Any(variable => invocation.Terminal.Environment.GetValueOrDefault(variable) is { Length: > 0 });

    /// <summary>The pipeline onto the database that is asked.</summary>
    public Task<Pipeline?> PipelineAsync(Invocation invocation, Settings settings) => invocation.PipelineAsync(
        settings, invocation.Arguments.GetValue(target.Environment), invocation.Arguments.GetValue(target.Url), Contexts(invocation), changesTarget: false);

    /// <summary>The contexts whose files are tried where no database is asked.</summary>
    public string[] Contexts(Invocation invocation) => invocation.Arguments.GetValue(target.Context) ?? [];

    /// <summary>What is to be tried; none once it is said what is wrong.</summary>
    /// <param name="like">What the shadow is to be like where no database is asked.</param>
    public async Task<VerifyRequest?> ReadAsync(Invocation invocation, Settings settings, Plan? plan, ShadowTarget? like)
    {
        PgVersion? major = null;
        if (invocation.Arguments.GetValue(version) is { } typed)
        {
            if (!int.TryParse(typed, out var number) || !Enum.IsDefined((PgVersion)number))
            {
                invocation.Refuse($"--pg-version {typed}: not a version that can be tried on.", "14 to 18: --pg-version 17");
                return null;
            }
            major = (PgVersion)number;
        }
        if (invocation.Take(new MigrationDirectory(settings).Read()) is not { } files)
        {
            return null;
        }
        var stands = await StandsAsync(invocation, settings, files);
        if (stands is not { } all || await BeginAsync(invocation, settings, files, all, plan) is not { } begin)
        {
            return null;
        }
        return new() { Version = major ?? (plan is null ? like?.Version : (PgVersion)plan.ServerVersion), Target = like, Begin = begin, Stands = all, Plan = plan };
    }

    /// <summary>Which files are new to whoever is meant, where no database is asked.</summary>
    public static Func<Migration, bool> IsTried(VerifyRequest request)
    {
        var before = request.Begin.Files.All.Select(file => file.File).ToHashSet(StringComparer.Ordinal);
        return file => file.Kind == MigrationKind.Hook ? request.Begin.IsNew : !before.Contains(file.File);
    }

    /// <summary>What was written of a database that is not asked; none where nothing was, or once it is said what is wrong with it.</summary>
    public async Task<(ShadowTarget Like, DatabaseFigures Figures)?> StatsAsync(Invocation invocation)
    {
        if (invocation.Arguments.GetValue(stats) is not { } file)
        {
            return null;
        }
        if (IsNamed(invocation))
        {
            invocation.Refuse("--stats stands for a database that is not asked, and --env or --url asks one.", "Give one of them.");
            return null;
        }
        if (await GivenFile.ReadAsync(invocation, file, "Write it where the database can be asked: turnstone dump --stats -o stats.json") is not { } bytes)
        {
            return null;
        }
        var text = Encoding.UTF8.GetString(bytes);
        return invocation.Take(TargetFile.Read(text, file)) is { } like && invocation.Take(DatabaseFigures.Read(text, file)) is { } figures ? (like, figures) : null;
    }

    bool IsPlaced(Invocation invocation) => invocation.Arguments.GetValue(from) is { Length: > 0 };

    string[] ContextsOf(Invocation invocation, Settings settings) =>
        [.. Contexts(invocation), .. invocation.Arguments.GetValue(target.Environment) is { } name && settings.Environments.TryGetValue(name, out var chosen) ? chosen.Contexts : []];

    bool IsNamed(Invocation invocation) => invocation.Arguments.GetValue(target.Environment) is not null || invocation.Arguments.GetValue(target.Url) is not null;

    async Task<ImmutableArray<Stand>?> StandsAsync(Invocation invocation, Settings settings, MigrationSet files)
    {
        var stands = ImmutableArray.CreateBuilder<Stand>();
        foreach (var place in invocation.Arguments.GetValue(from) ?? [])
        {
            if (settings.Environments.ContainsKey(place))
            {
                if (await invocation.PipelineAsync(settings, place, null, [], changesTarget: false) is not { } there || invocation.Take(await there.StandAsync(invocation.Stop)) is not { } stand)
                {
                    return null;
                }
                stands.Add(stand);
            }
            else if (invocation.Version("--from", place) is { } known && Knows(invocation, files, known))
            {
                stands.Add(Stand.At(files, known));
            }
            else
            {
                return null;
            }
        }
        invocation.Report.Target = null;
        if (stands.Count == 0)
        {
            stands.AddRange(await new OtherEnvironments(invocation, settings, ContextsOf(invocation, settings)).AskAsync(invocation.Arguments.GetValue(target.Environment)));
        }
        return stands.ToImmutable();
    }

    static bool Knows(Invocation invocation, MigrationSet files, MigrationVersion version)
    {
        var isKnown = files.Versioned.Concat(files.Baselines).Any(file => file.Version == version);
        if (!isKnown)
        {
            invocation.Refuse($"--from {version}: there is no migration of that version.", "'turnstone status' lists them.");
        }
        return isKnown;
    }

    // What a plan does not hold is there before it.
    async Task<Stand?> BeginAsync(Invocation invocation, Settings settings, MigrationSet files, ImmutableArray<Stand> stands, Plan? plan)
    {
        if (invocation.Arguments.GetValue(since) is { } reference)
        {
            return invocation.Take(await GitChanges.SinceAsync(settings.Root, reference, invocation.Verb, $"Name the last version that stands already: turnstone {invocation.Verb} --from VERSION", invocation.Stop)) is { } changed
                ? Stand.Of(reference, files, file => !changed.Contains(file.File))
                : null;
        }
        if (plan is not null)
        {
            var planned = plan.Migrations.Select(migration => migration.Version).OfType<string>().ToHashSet();
            return planned.Count == 0 || plan.LedgerHead is null ? Stand.New : Stand.Of("what comes before the plan", files, file => !planned.Contains(file.Version.Text));
        }
        // Who was asked unbidden changes nothing of what is tried.
        return stands.IsEmpty || !IsPlaced(invocation) ? Stand.New : stands.MinBy(stand => stand.Order.Length);
    }
}
