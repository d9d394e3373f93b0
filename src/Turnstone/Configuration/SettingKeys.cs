namespace Turnstone.Configuration;

using System.Collections.Immutable;

/// <summary>Every key there is, in the order of the reference: adding a key is adding a row.</summary>
/// <remarks>The order is also the order of application: an environment begins with the project's own run settings,
/// so those rows stand before it.</remarks>
static class SettingKeys
{
    static readonly ImmutableArray<(SettingKey Project, SettingKey Environment)> Run =
    [
        Limit("blocking_budget", "2s", (run, time) => run with { BlockingBudget = time }),
        Limit("max_hold", "30s", (run, time) => run with { MaxHold = time }),
        Limit("lock_deadline", "5min", (run, time) => run with { LockDeadline = time }),
        Limit("statement_timeout", "0", (run, time) => run with { StatementTimeout = time }),
        Limit("connect_deadline", "60s", (run, time) => run with { ConnectDeadline = time }),
        Limit("concurrent_wait_deadline", "30min", (run, time) => run with { ConcurrentWaitDeadline = time }),
        Limit("concurrent_stall", "10min", (run, time) => run with { ConcurrentStall = time }),
        Limit("grace", "20s", (run, time) => run with { Grace = time }),
        ForRun("on_blocker", "wait",
            Kinds.OneOf(("wait", OnBlocker.Wait), ("cancel-autovacuum", OnBlocker.CancelAutovacuum), ("terminate", OnBlocker.Terminate)),
            (run, choice) => run with { OnBlocker = choice }),
    ];

    /// <summary>The base of a file; it is followed while reading and has no place in the settings.</summary>
    public static readonly SettingKey Extends = Row("extends", null, Kinds.Name, (settings, _) => settings);

    public static readonly SettingKey After =
        Of("environments.*.require.after", null, Kinds.Name,
            (environment, name) => environment.Requiring(require => require with { After = name }));

    public static readonly ImmutableArray<SettingKey> All =
    [
        Row("project", "default", Kinds.Name, (settings, name) => settings with { Project = name }),
        Row("migrations", "migrations", Kinds.List, (settings, folders) => settings with { Migrations = folders }),
        Row("asserts", "asserts", Kinds.List, (settings, folders) => settings with { Asserts = folders }),
        Extends,
        Row("search_path", "[]", Kinds.List, (settings, schemas) => settings with { SearchPath = schemas }),
        Row("schemas.include", "[]", Kinds.List, (settings, names) => settings with { Schemas = settings.Schemas with { Include = names } }),
        Row("schemas.exclude", "[]", Kinds.List, (settings, names) => settings with { Schemas = settings.Schemas with { Exclude = names } }),
        Row("out_of_order", "proved", Kinds.OneOf(("proved", OutOfOrder.Proved), ("refuse", OutOfOrder.Refuse), ("allow", OutOfOrder.Allow)),
            (settings, choice) => settings with { OutOfOrder = choice }),
        NotBuilt(Row("replicas", "[]", Kinds.Addresses, (settings, addresses) => settings with { Replicas = addresses })),
        Row("ledger_schema", "turnstone", Kinds.Schema, (settings, name) => settings with { LedgerSchema = name }),
        new SettingKey<string>("placeholders.*", null, Kinds.Text, (settings, name, text) =>
            settings with { Placeholders = settings.Placeholders.SetItem(name, Placeholder.Of(text)) }),
        Row("ledger.keep_text", "1MB", Kinds.Size, (settings, bytes) => settings with { KeepText = bytes }),
        Row("shadow.url", null, Kinds.Address, (settings, address) => settings with { Shadow = settings.Shadow with { Url = address } }),
        Row("shadow.clone", null, Kinds.Address, (settings, address) => settings with { Shadow = settings.Shadow with { CloneOf = address } }),
        NotBuilt(Row("shadow.data", null, Kinds.Name, (settings, text) => settings with { Shadow = settings.Shadow with { Data = text } })),
        Row("shadow.roles", null, Kinds.Name, (settings, file) => settings with { Shadow = settings.Shadow with { Roles = file } }),
        Row("verifiers", "[]", Kinds.List, (settings, keys) => settings with { Verifiers = keys }),
        Row("managed", null,
            Kinds.OneOf(("rds", "rds"), ("cloudsql", "cloudsql"), ("azure", "azure"), ("neon", "neon"), ("supabase", "supabase")),
            (settings, service) => settings with { Managed = service }),
        Row("additive_only", "false", Kinds.Switch, (settings, on) => settings with { AdditiveOnly = on }),
        new SettingKey<string>("retained.*", null, Kinds.Name, (settings, what, group) => settings with { Retained = settings.Retained.SetItem(what, group) }),
        Row("dump_after_apply", "false", Kinds.Switch, (settings, on) => settings with { DumpAfterApply = on }),
        Row("drift.ignore", "[]", Kinds.List, (settings, patterns) => settings with { DriftIgnored = patterns }),
        new SettingKey<LintLevel?>("lint.rules.*", null, Kinds.OneOf<LintLevel?>(("on", LintLevel.On), ("off", LintLevel.Off), ("error", LintLevel.Error), ("warning", LintLevel.Warning), ("info", LintLevel.Info)),
            (settings, rule, level) => settings with { Lint = settings.Lint with { Levels = settings.Lint.Levels.SetItem(rule, level ?? LintLevel.On) } }),
        new SettingKey<int>("lint.limits.*", null, Kinds.Count, (settings, rule, limit) => settings with { Lint = settings.Lint with { Limits = settings.Lint.Limits.SetItem(rule, limit) } }),
        new SettingKey<ImmutableArray<string>>("lint.lists.*", null, Kinds.List, (settings, rule, names) => settings with { Lint = settings.Lint with { Lists = settings.Lint.Lists.SetItem(rule, names) } }),
        Row("lint.small_table", "10000", Kinds.Count, (settings, rows) => settings with { Lint = settings.Lint with { SmallTable = rows } }),
        Row("lint.baseline", null, Kinds.Name, (settings, file) => settings with { Lint = settings.Lint with { Baseline = file } }),
        .. Run.Select(key => key.Project),
        Of("environments.*", null, Kinds.Section, (environment, _) => environment),
        Of("environments.*.url", null, Kinds.Address, (environment, address) => environment with { Url = address }),
        Of("environments.*.direct_url", null, Kinds.Address, (environment, address) => environment with { DirectUrl = address }),
        Of("environments.*.contexts", null, Kinds.List, (environment, names) => environment with { Contexts = names }),
        Of("environments.*.allow", null, Kinds.Section, (environment, _) => environment.Allowing(allow => allow)),
        Of("environments.*.allow.hosts", null, Kinds.List,
            (environment, names) => environment.Allowing(allow => allow with { Hosts = names })),
        Of("environments.*.allow.databases", null, Kinds.List,
            (environment, names) => environment.Allowing(allow => allow with { Databases = names })),
        Of("environments.*.allow.system_identifier", null, Kinds.Name,
            (environment, number) => environment.Allowing(allow => allow with { SystemIdentifier = number })),
        Of("environments.*.require", null, Kinds.Section, (environment, _) => environment.Requiring(require => require)),
        Of("environments.*.require.verified", null, Kinds.Switch,
            (environment, on) => environment.Requiring(require => require with { Verified = on })),
        Of("environments.*.require.approvals", null, Kinds.Count,
            (environment, count) => environment.Requiring(require => require with { Approvals = count })),
        After,
        Of("environments.*.require.undo", null, Kinds.Switch,
            (environment, on) => environment.Requiring(require => require with { Undo = on })),
        .. Run.Select(key => key.Environment),
    ];

    /// <summary>The keys that a variable or flag may give a value.</summary>
    public static readonly ImmutableArray<SettingKey> Sayable = [.. All.Where(key => !key.IsSection && key != Extends)];

    static SettingKey<T> NotBuilt<T>(SettingKey<T> key) => key with { IsBuilt = false };

    static SettingKey<T> Row<T>(string name, string? fallback, SettingKind<T> kind, Func<Settings, T, Settings> put) =>
        new(name, fallback, kind, (settings, _, value) => put(settings, value));

    static (SettingKey Project, SettingKey Environment) Limit(string name, string fallback, Func<RunSettings, TimeSpan, RunSettings> put) =>
        ForRun(name, fallback, Kinds.Duration, put);

    static (SettingKey Project, SettingKey Environment) ForRun<T>(string name, string fallback, SettingKind<T> kind, Func<RunSettings, T, RunSettings> put) =>
    (
        Row($"settings.{name}", fallback, kind, (settings, value) => settings with { Run = put(settings.Run, value) }),
        Of($"environments.*.settings.{name}", null, kind, (environment, value) => environment with { Run = put(environment.Run, value) })
    );

    static SettingKey<T> Of<T>(
        string name, string? fallback, SettingKind<T> kind, Func<EnvironmentSettings, T, EnvironmentSettings> put) =>
        new(name, fallback, kind, (settings, environment, value) => settings.Changing(environment, one => put(one, value)));

    static Settings Changing(this Settings settings, string name, Func<EnvironmentSettings, EnvironmentSettings> change)
    {
        var environment = settings.Environments.GetValueOrDefault(name) ?? new() { Name = name, Run = settings.Run };
        return settings with { Environments = settings.Environments.SetItem(name, change(environment)) };
    }

    static EnvironmentSettings Allowing(this EnvironmentSettings environment, Func<AllowSettings, AllowSettings> change) =>
        environment with { Allow = change(environment.Allow ?? new()) };

    static EnvironmentSettings Requiring(this EnvironmentSettings environment, Func<RequireSettings, RequireSettings> change) =>
        environment with { Require = change(environment.Require ?? new()) };
}
