namespace Turnstone.Tests.Configuration;

using Turnstone.Configuration;

/// <summary>What is read, from where, and what wins over what.</summary>
public sealed class SettingsReaderTests
{
    /// <summary>The whole example of the reference.</summary>
    const string Example = """
        project: shop                     # part of the ledger and lock key: projects share a database without seeing each other
        migrations: migrations            # a folder or a list
        extends: ../turnstone.base.yaml   # optional
        search_path: [app, public]        # pinned for every migration and shadow
        schemas: { include: [app], exclude: [] }   # scope of dump, drift, fingerprint
        out_of_order: proved              # proved | refuse | allow (SEMANTICS §2)
        replicas: [env:REPLICA_URL]       # for lag
        ledger_schema: turnstone
        placeholders: { app_role: shop_app }
        ledger: { keep_text: 1MB }
        shadow: {}                        # url, clone, data, roles (SEMANTICS §10)
        verifiers: []                     # keys whose evidence counts
        managed: null                     # rds | cloudsql | azure | neon | supabase
        additive_only: false
        dump_after_apply: false
        settings:                         # also per environment and per migration
          blocking_budget: 2s             # waiting for locks with others queued behind us: one attempt of a step, all its locks; retried
          max_hold: 30s                   # work under ACCESS EXCLUSIVE, unless the estimate approved more
          lock_deadline: 5min             # all attempts of one step together
          statement_timeout: 0
          connect_deadline: 60s           # while the name does not resolve, the port refuses or the server is starting
          concurrent_wait_deadline: 30min # waiting phases of CREATE INDEX CONCURRENTLY and its like; building itself is unlimited
          concurrent_stall: 10min         # no progress
        environments:
          local:   { url: env:DATABASE_URL, contexts: [seed] }
          staging: { url: env:STAGING_URL }
          prod:
            url: file:/run/secrets/dsn
            allow: { hosts: [db.prod.internal], databases: [shop], system_identifier: "7312870041122334455" }
            direct_url: file:/run/secrets/direct-dsn     # where the app's URL is a pooler
            require: { verified: true, approvals: 2, after: staging }
        """;

    [Fact]
    public void The_example_of_the_reference_is_read_with_every_key()
    {
        using var folder = new ProjectFolder().With("shop/turnstone.yaml", Example).With("turnstone.base.yaml", "settings: { grace: 45s }");

        var read = new SettingsReader(new Dictionary<string, string>()).Read(Path.Combine(folder.Path, "shop"), new Dictionary<string, string>());

        read.Lines().ShouldHaveSingleItem().ShouldContain("replicas: nothing in this release reads it");
        var settings = read.Value!;
        settings.Root.ShouldBe(Path.Combine(folder.Path, "shop"));
        settings.File.ShouldBe(Path.Combine(folder.Path, "shop", "turnstone.yaml"));
        settings.Project.ShouldBe("shop");
        settings.Migrations.ShouldBe(["migrations"]);
        settings.SearchPath.ShouldBe(["app", "public"]);
        settings.Schemas.Include.ShouldBe(["app"]);
        settings.Schemas.Exclude.ShouldBeEmpty();
        settings.OutOfOrder.ShouldBe(OutOfOrder.Proved);
        settings.Replicas.ShouldBe(["env:REPLICA_URL"]);
        settings.LedgerSchema.ShouldBe("turnstone");
        settings.Placeholders["app_role"].ShouldBe(new() { Text = "shop_app" });
        settings.KeepText.ShouldBe(1024 * 1024);
        settings.Shadow.ShouldBe(new());
        settings.Verifiers.ShouldBeEmpty();
        settings.Managed.ShouldBeNull();
        settings.AdditiveOnly.ShouldBeFalse();
        settings.DumpAfterApply.ShouldBeFalse();
        settings.Run.ShouldBe(new() { Grace = TimeSpan.FromSeconds(45) });

        settings.Environments.Keys.ShouldBe(["local", "prod", "staging"]);
        settings.Environments["local"].Url.ShouldBe("env:DATABASE_URL");
        settings.Environments["local"].Contexts.ShouldBe(["seed"]);
        settings.Environments["local"].Governed.ShouldBeFalse();
        settings.Environments["local"].Run.ShouldBe(settings.Run);
        var prod = settings.Environments["prod"];
        prod.Url.ShouldBe("file:/run/secrets/dsn");
        prod.DirectUrl.ShouldBe("file:/run/secrets/direct-dsn");
        prod.Allow!.Hosts.ShouldBe(["db.prod.internal"]);
        prod.Allow.Databases.ShouldBe(["shop"]);
        prod.Allow.SystemIdentifier.ShouldBe("7312870041122334455");
        prod.Require.ShouldBe(new() { Verified = true, Approvals = 2, After = "staging" });
        prod.Governed.ShouldBeTrue();
    }

    [Fact]
    public void Every_effective_key_is_listed_with_its_value_and_who_said_it()
    {
        using var folder = new ProjectFolder().With("shop/turnstone.yaml", Example).With("turnstone.base.yaml", "settings: { grace: 45s }");

        var read = new SettingsReader(new Dictionary<string, string> { ["TURNSTONE_LEDGER_KEEP_TEXT"] = "2MB" })
            .Read(Path.Combine(folder.Path, "shop"), new Dictionary<string, string> { ["--lock-deadline"] = "1min" });

        string.Join('\n', read.Value!.Values.Select(value => $"{value.Key} = {value.Value} ({value.Source})")).ShouldBe("""
            project = shop (turnstone.yaml:1)
            migrations = migrations (turnstone.yaml:2)
            asserts = asserts (default)
            extends = ../turnstone.base.yaml (turnstone.yaml:3)
            search_path = [app, public] (turnstone.yaml:4)
            schemas.include = [app] (turnstone.yaml:5)
            schemas.exclude = [] (turnstone.yaml:5)
            out_of_order = proved (turnstone.yaml:6)
            replicas = [env:REPLICA_URL] (turnstone.yaml:7)
            ledger_schema = turnstone (turnstone.yaml:8)
            placeholders.app_role = shop_app (turnstone.yaml:9)
            ledger.keep_text = 2MB (TURNSTONE_LEDGER_KEEP_TEXT)
            shadow.url = null (default)
            shadow.clone = null (default)
            shadow.data = null (default)
            shadow.roles = null (default)
            verifiers = [] (turnstone.yaml:12)
            managed = null (turnstone.yaml:13)
            additive_only = false (turnstone.yaml:14)
            dump_after_apply = false (turnstone.yaml:15)
            drift.ignore = [] (default)
            lint.small_table = 10000 (default)
            lint.baseline = null (default)
            settings.blocking_budget = 2s (turnstone.yaml:17)
            settings.max_hold = 30s (turnstone.yaml:18)
            settings.lock_deadline = 1min (--lock-deadline)
            settings.statement_timeout = 0 (turnstone.yaml:20)
            settings.connect_deadline = 60s (turnstone.yaml:21)
            settings.concurrent_wait_deadline = 30min (turnstone.yaml:22)
            settings.concurrent_stall = 10min (turnstone.yaml:23)
            settings.grace = 45s (../turnstone.base.yaml:1)
            settings.on_blocker = wait (default)
            environments.local.url = env:DATABASE_URL (turnstone.yaml:25)
            environments.local.contexts = [seed] (turnstone.yaml:25)
            environments.prod.url = file:/run/secrets/dsn (turnstone.yaml:28)
            environments.prod.direct_url = file:/run/secrets/direct-dsn (turnstone.yaml:30)
            environments.prod.allow.hosts = [db.prod.internal] (turnstone.yaml:29)
            environments.prod.allow.databases = [shop] (turnstone.yaml:29)
            environments.prod.allow.system_identifier = 7312870041122334455 (turnstone.yaml:29)
            environments.prod.require.verified = true (turnstone.yaml:31)
            environments.prod.require.approvals = 2 (turnstone.yaml:31)
            environments.prod.require.after = staging (turnstone.yaml:31)
            environments.staging.url = env:STAGING_URL (turnstone.yaml:26)
            """.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("---\n")]
    [InlineData("~")]
    [InlineData("project:\nsearch_path: null\nsettings: ~\nplaceholders:\nshadow: {}\n")]
    public void Without_anything_said_the_defaults_of_the_table_are_those_of_the_record(string? yaml)
    {
        using var folder = yaml is null ? new ProjectFolder() : ProjectFolder.Of(yaml);

        var read = folder.Read();

        read.Lines().ShouldBeEmpty();
        var plain = new Settings { Root = folder.Path };
        var said = new List<Turnstone.Diagnostics.Diagnostic>();
        var settings = SettingsReader.Defaults().Aggregate(read.Value!, (sofar, setting) => setting.Key.Apply(sofar, setting, said));
        said.ShouldBeEmpty();
        settings.Migrations.ShouldBe(plain.Migrations);
        settings.SearchPath.ShouldBeEmpty();
        settings.Placeholders.ShouldBeEmpty();
        settings.Environments.ShouldBeEmpty();
        (settings with
        {
            File = null, Values = plain.Values, Origins = plain.Origins, Migrations = plain.Migrations, Asserts = plain.Asserts, SearchPath = plain.SearchPath, Schemas = plain.Schemas,
            Replicas = plain.Replicas, Verifiers = plain.Verifiers, DriftIgnored = plain.DriftIgnored,
        }).ShouldBe(plain);
        settings.Values.ShouldAllBe(value => yaml == null || value.Source == "default" || value.Source.StartsWith("turnstone.yaml:", StringComparison.Ordinal));
    }

    [Fact]
    public void The_file_is_found_from_a_folder_below_it()
    {
        using var folder = ProjectFolder.Of("project: shop").With("migrations/2026/V1__a.sql", "");

        var settings = new SettingsReader(new Dictionary<string, string>())
            .Read(Path.Combine(folder.Path, "migrations", "2026"), new Dictionary<string, string>()).Value!;

        settings.Project.ShouldBe("shop");
        settings.Root.ShouldBe(folder.Path);
    }

    [Fact]
    public void A_flag_wins_over_a_variable_and_a_variable_over_the_file()
    {
        using var folder = ProjectFolder.Of("project: a\nledger_schema: a\nmanaged: rds\n");

        var settings = folder.Read(
            new() { ["TURNSTONE_PROJECT"] = "b", ["TURNSTONE_LEDGER_SCHEMA"] = "b", ["TURNSTONE_MANAGED"] = "" },
            new() { ["--project"] = "c" }).Value!;

        (settings.Project, settings.LedgerSchema, settings.Managed).ShouldBe(("c", "b", "rds"));
    }

    [Fact]
    public void Variables_reach_every_key_and_keep_the_spelling_that_the_file_has()
    {
        using var folder = ProjectFolder.Of("""
            placeholders: { app-role: x }
            environments:
              prod_direct: {}
              eu-prod: { url: env:EU }
            """);

        var read = folder.Read(new()
        {
            ["TURNSTONE_SEARCH_PATH"] = "app, public",
            ["TURNSTONE_SETTINGS_LOCK_DEADLINE"] = "90s",
            ["TURNSTONE_PLACEHOLDERS_APP_ROLE"] = "shop_app",
            ["TURNSTONE_PLACEHOLDERS_Tenant".ToUpperInvariant()] = "acme, inc",
            ["TURNSTONE_ENVIRONMENTS_PROD_DIRECT_URL"] = "postgres://u:in-a-variable@h/d",
            ["TURNSTONE_ENVIRONMENTS_EU_PROD_DIRECT_URL"] = "env:EU_DIRECT",
            ["TURNSTONE_ENVIRONMENTS_EU_PROD_REQUIRE_APPROVALS"] = "1",
            ["TURNSTONE_PG_BIN"] = "/usr/bin", ["TURNSTONE_CACHE"] = "/tmp", ["TURNSTONE_TEST_X"] = "1",
            ["TURNSTONE_IMAGE_DIGEST"] = "sha256:0", ["TURNSTONE_APP_VERSION"] = "1", ["HOME"] = "/root",
        });

        read.Lines().ShouldBeEmpty();
        var settings = read.Value!;
        settings.SearchPath.ShouldBe(["app", "public"]);
        settings.Run.LockDeadline.ShouldBe(TimeSpan.FromSeconds(90));
        settings.Placeholders.Select(one => $"{one.Key}={one.Value}").ShouldBe(["app-role=shop_app", "tenant=acme, inc"]);
        settings.Environments.Keys.ShouldBe(["eu-prod", "prod_direct"]);
        settings.Environments["prod_direct"].Url.ShouldBe("postgres://u:in-a-variable@h/d");
        settings.Environments["eu-prod"].DirectUrl.ShouldBe("env:EU_DIRECT");
        settings.Environments["eu-prod"].Require!.Approvals.ShouldBe(1);
        settings.Values.Single(value => value.Key == "environments.prod_direct.url")
            .ShouldBe(new("environments.prod_direct.url", "postgres://u:******@h/d", "TURNSTONE_ENVIRONMENTS_PROD_DIRECT_URL"));
    }

    [Fact]
    public void A_variable_that_is_no_setting_is_warned_of()
    {
        using var folder = new ProjectFolder();

        folder.Read(new() { ["TURNSTONE_PROJEKT"] = "x", ["TURNSTONE_SOMETHING_ELSE"] = "x" }).Lines().ShouldBe([
            "Warning: TURNSTONE_PROJEKT: no setting has this name; it is ignored | Did you mean TURNSTONE_PROJECT?",
            "Warning: TURNSTONE_SOMETHING_ELSE: no setting has this name; it is ignored | `turnstone config` lists the settings.",
        ]);
    }

    [Fact]
    public void A_flag_may_be_named_by_its_key()
    {
        using var folder = new ProjectFolder();

        var read = folder.Read(flags: new() { ["placeholders.app_role"] = "x", ["settings.grace"] = "5s", ["--migrations"] = "a,b" });

        read.Value!.Placeholders["app_role"].Text.ShouldBe("x");
        read.Value.Run.Grace.ShouldBe(TimeSpan.FromSeconds(5));
        read.Value.Migrations.ShouldBe(["a", "b"]);
        folder.Read(flags: new() { ["--nonsense"] = "x" }).Lines()
            .ShouldBe(["Error: --nonsense: there is no such setting | `turnstone config` lists the settings."]);
    }

    [Fact]
    public void An_environment_has_the_projects_limits_with_its_own_over_them()
    {
        using var folder = ProjectFolder.Of("""
            environments:
              prod: { settings: { max_hold: 5s, lock_deadline: 10min } }
              local:
            settings: { lock_deadline: 1min, grace: 1s }
            """);

        var settings = folder.Read().Value!;

        settings.Environments["prod"].Run.ShouldBe(settings.Run with { MaxHold = TimeSpan.FromSeconds(5), LockDeadline = TimeSpan.FromMinutes(10) });
        settings.Environments["local"].Run.ShouldBe(settings.Run);
        settings.Run.Grace.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_limit_given_by_variable_or_flag_also_wins_over_an_environments_own()
    {
        using var folder = ProjectFolder.Of("environments: { prod: { settings: { max_hold: 5s, lock_deadline: 10min } } }");

        var run = folder.Read(
            new() { ["TURNSTONE_SETTINGS_MAX_HOLD"] = "7s" }, new() { ["--lock-deadline"] = "2min" }).Value!.Environments["prod"].Run;

        (run.MaxHold, run.LockDeadline).ShouldBe((TimeSpan.FromSeconds(7), TimeSpan.FromMinutes(2)));
    }

    [Theory]
    [InlineData("wait", OnBlocker.Wait)]
    [InlineData("cancel-autovacuum", OnBlocker.CancelAutovacuum)]
    [InlineData("terminate", OnBlocker.Terminate)]
    public void What_is_done_about_a_blocker_is_said_for_all_for_an_environment_or_for_one_call(string word, OnBlocker meant)
    {
        using var all = ProjectFolder.Of($"settings: {{ on_blocker: {word} }}");
        using var one = ProjectFolder.Of($"environments: {{ prod: {{ settings: {{ on_blocker: {word} }} }} }}");
        using var other = ProjectFolder.Of("environments: { prod: { settings: { on_blocker: wait } } }");

        all.Read().Value!.Run.OnBlocker.ShouldBe(meant);
        one.Read().Value!.Environments["prod"].Run.OnBlocker.ShouldBe(meant);
        one.Read().Value!.Run.OnBlocker.ShouldBe(OnBlocker.Wait);
        other.Read(flags: new() { ["--on-blocker"] = word }).Value!.Environments["prod"].Run.OnBlocker.ShouldBe(meant);
    }

    [Fact]
    public void What_is_done_about_a_blocker_is_one_of_three()
    {
        using var folder = ProjectFolder.Of("");

        folder.Read(flags: new() { ["--on-blocker"] = "kill" }).Lines()
            .ShouldBe(["Error: --on-blocker: 'kill' is not known | Write one of: wait, cancel-autovacuum, terminate."]);
    }

    [Fact]
    public void A_base_gives_way_to_the_nearer_file_and_maps_are_merged_deeply()
    {
        using var folder = new ProjectFolder()
            .With("orders/turnstone.yaml", """
                extends: ../shared/team.yaml
                search_path: [orders]
                managed: null
                placeholders: { b: near }
                environments: { prod: { require: { approvals: 1 } } }
                """)
            .With("shared/team.yaml", """
                extends: ../company.yaml
                project: team
                search_path: [team, public]
                placeholders: { a: team, b: team }
                """)
            .With("company.yaml", """
                project: company
                managed: rds
                ledger_schema: ops
                environments: { prod: { url: env:PROD_URL, require: { verified: true, approvals: 2 } } }
                """);

        var read = new SettingsReader(new Dictionary<string, string>()).Read(Path.Combine(folder.Path, "orders"), new Dictionary<string, string>());

        read.Lines().ShouldBeEmpty();
        var settings = read.Value!;
        (settings.Project, settings.LedgerSchema, settings.Managed).ShouldBe(("team", "ops", null));
        settings.SearchPath.ShouldBe(["orders"]);
        settings.Placeholders.Select(one => $"{one.Key}={one.Value}").ShouldBe(["a=team", "b=near"]);
        settings.Environments["prod"].Url.ShouldBe("env:PROD_URL");
        settings.Environments["prod"].Require.ShouldBe(new() { Verified = true, Approvals = 1 });
        settings.Values.Single(value => value.Key == "ledger_schema").Source.ShouldBe("../company.yaml:3");
    }

    [Fact]
    public void An_address_without_a_password_may_be_written_out()
    {
        using var folder = ProjectFolder.Of("environments: { local: { url: 'postgres://app@localhost/shop?application_name=a@b' } }");

        folder.Read().Value!.Environments["local"].Url.ShouldBe("postgres://app@localhost/shop?application_name=a@b");
    }

    [Fact]
    public void A_placeholder_that_names_its_source_stands_as_the_reference()
    {
        using var folder = ProjectFolder.Of("placeholders: { role: env:ROLE, other: 'plain: text', app_password: kn4ry }");

        var settings = folder.Read().Value!;

        settings.Placeholders["role"].ShouldBe(new() { Reference = "env:ROLE" });
        settings.Placeholders["other"].ShouldBe(new() { Text = "plain: text" });
        settings.Values.Where(value => value.Key.StartsWith("placeholders.", StringComparison.Ordinal)).Select(value => value.Value).ShouldBe(["******", "plain: text", "env:ROLE"]);
    }
}
