namespace Turnstone.Postgres.Tests.Servers;

using Npgsql;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Migrations;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Postgres.Tests.Verification;
using Turnstone.Servers;
using Turnstone.Sql;
using Turnstone.Verification;

/// <summary>A shadow is like the target: roles, rights, settings, collation, extensions; where it is not, that is said.</summary>
[Trait("tier", "all")]
public sealed class ShadowTargetTests(PostgresServer server) : IDisposable
{
    static readonly MigrationSet NoFiles = new([], [], []);

    readonly TestProject project = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => project.Dispose();

    [Fact]
    public async Task Roles_memberships_and_settings_are_those_of_the_target_without_their_passwords()
    {
        await using var made = await TargetRoles.CreateAsync(server, "CREATEROLE BYPASSRLS NOINHERIT");
        var (owner, odd) = ($"owner_{made.Suffix}", $"we\"ird {made.Suffix}");
        await made.RoleAsync(owner, "CREATEDB PASSWORD 'nobody'");
        await made.RoleAsync(odd, "REPLICATION");
        await made.Database.ExecuteAsync($"GRANT {owner} TO {made.Migrator} WITH ADMIN OPTION");
        await made.Database.ExecuteAsync($"GRANT pg_read_all_data TO \"{odd.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        await made.Database.ExecuteAsync($"ALTER DATABASE {made.Database.Name} SET search_path = \"$user\", app, \"odd,\"\"name\"");
        await made.Database.ExecuteAsync($"ALTER ROLE {made.Migrator} SET work_mem = '5MB'");
        await made.Database.ExecuteAsync($"ALTER ROLE {made.Migrator} IN DATABASE {made.Database.Name} SET app.tenant = 'it''s'");
        await made.Database.ExecuteAsync($"ALTER DATABASE {made.Database.Name} SET app.jwt_secret = 'never'");

        var target = await made.ReadAsync();
        await using var shadow = await StartAsync(target);
        var database = await shadow.CreateAsync("one", null, Stop);
        var copy = await shadow.CreateAsync("two", database, Stop);

        target.ToString().ShouldNotContain("nobody");
        target.Unread.ShouldHaveSingleItem().Message.ShouldContain("app.jwt_secret");
        foreach (var there in new[] { database, copy })
        {
            (await QueryAsync(there, $"SELECT session_user || ' ' || rolcreaterole || rolbypassrls || rolinherit || rolsuper FROM pg_roles WHERE rolname = session_user")).ShouldBe($"{made.Migrator} truetruefalsefalse");
            (await QueryAsync(there, "SELECT current_setting('search_path') || '|' || current_setting('work_mem') || '|' || current_setting('app.tenant') || '|' || coalesce(current_setting('app.jwt_secret', true), '')"))
                .ShouldBe("\"$user\", app, \"odd,\"\"name\"|5MB|it's|");
        }
        (await QueryAsync(database, $"SELECT rolcreatedb || ' ' || rolcanlogin FROM pg_roles WHERE rolname = '{owner}'")).ShouldBe("true false");
        (await QueryAsync(database, $"SELECT admin_option::text FROM pg_auth_members WHERE roleid = '{owner}'::regrole AND member = '{made.Migrator}'::regrole")).ShouldBe("true");
        (await QueryAsync(database, $"SELECT rolreplication || ' ' || pg_has_role(oid, 'pg_read_all_data', 'MEMBER') FROM pg_roles WHERE rolname = '{odd}'")).ShouldBe("true true");
        shadow.Said.Count.ShouldBe(1, string.Join('\n', shadow.Said));
    }

    [Fact]
    public async Task What_dump_wrote_of_a_target_makes_the_same_shadow()
    {
        await using var made = await TargetRoles.CreateAsync(server, "CREATEROLE BYPASSRLS");
        await made.RoleAsync($"owner_{made.Suffix}", "CREATEDB");
        await made.Database.ExecuteAsync($"GRANT owner_{made.Suffix} TO {made.Migrator} WITH ADMIN OPTION");
        await made.Database.ExecuteAsync($"ALTER ROLE {made.Migrator} SET work_mem = '5MB'");
        await made.Database.ExecuteAsync("CREATE EXTENSION citext");
        project.Write("V1__t.sql", "CREATE TABLE t (a citext);").Write("V2__r.sql", $"GRANT SELECT ON t TO owner_{made.Suffix};");
        var stats = Path.Combine(project.Folder, "stats.json");
        (await project.With("DATABASE_URL", made.Address.ConnectionString.Reveal()).RunAsync("dump --stats -o stats.json")).ExitCode.ShouldBe(0);

        var read = TargetFile.Read(await File.ReadAllTextAsync(stats, Stop), "stats.json").Value.ShouldNotBeNull();

        var asked = await made.ReadAsync();
        (read.Version, read.Database, read.Locale, read.Migrator).ShouldBe((asked.Version, asked.Database, asked.Locale, asked.Migrator));
        read.Roles.ShouldBe(asked.Roles, ignoreOrder: true);
        read.Memberships.ShouldBe(asked.Memberships, ignoreOrder: true);
        read.Extensions.ShouldBe(asked.Extensions, ignoreOrder: true);
        read.Settings.ShouldContain(one => one.Name == "work_mem" && one.Role == made.Migrator);
        var run = await project.RunAsync("verify --stats stats.json --from 1");
        run.ExitCode.ShouldBe(0, run.Everything);
        (await project.RunAsync("verify --stats away.json")).Error.ShouldContain("turnstone dump --stats -o stats.json");
    }

    [Fact]
    public async Task How_a_membership_may_be_used_is_as_on_the_target_from_16_on()
    {
        if (server.Major < PgVersion.V16)
        {
            return;
        }
        await using var made = await TargetRoles.CreateAsync(server);
        await made.RoleAsync($"owner_{made.Suffix}");
        await made.Database.ExecuteAsync($"GRANT owner_{made.Suffix} TO {made.Migrator} WITH INHERIT FALSE, SET TRUE");

        await using var shadow = await StartAsync(await made.ReadAsync());

        (await QueryAsync(await shadow.CreateAsync("one", null, Stop), $"SELECT inherit_option || ' ' || set_option || ' ' || admin_option FROM pg_auth_members WHERE member = '{made.Migrator}'::regrole")).ShouldBe("false true false");
    }

    [Fact]
    public async Task A_migrator_called_postgres_that_is_no_superuser_is_none_on_the_shadow()
    {
        var target = (await ReadAsync(server)) with { Migrator = new("postgres") { MakesRoles = true }, Roles = [new("postgres") { MakesRoles = true }, new("service_admin") { IsSuperuser = true }] };

        await using var shadow = await StartAsync(target);
        var database = await shadow.CreateAsync("one", null, Stop);

        (await QueryAsync(database, "SELECT session_user || ' ' || current_setting('is_superuser')")).ShouldBe("postgres off");
        (await QueryAsync(shadow.AsSuperuser(database), "SELECT current_setting('is_superuser')")).ShouldBe("on");
    }

    [Fact]
    public async Task Where_a_superuser_migrates_on_the_target_one_does_on_the_shadow_and_that_is_said()
    {
        await using var shadow = await StartAsync(await ReadAsync(server));

        (await QueryAsync(await shadow.CreateAsync("one", null, Stop), "SELECT session_user || ' ' || current_setting('is_superuser')")).ShouldBe("postgres on");
        shadow.Said.ShouldContain(one => one.Rule == "shadow-superuser" && one.Message.Contains("a superuser hides", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_superuser_installed_on_the_target_is_there_before_the_first_migration()
    {
        await using var made = await TargetRoles.CreateAsync(server);
        await made.Database.ExecuteAsync("CREATE SCHEMA extras");
        await made.Database.ExecuteAsync("CREATE EXTENSION pageinspect SCHEMA extras");
        project.Write("V1__t.sql", "CREATE EXTENSION IF NOT EXISTS pageinspect;\nCREATE TABLE t (a int);");

        var seen = await Verified.LikeAsync(server, new Settings { Root = project.Folder }, await made.ReadAsync());

        seen.Passed.ShouldBeTrue(string.Join('\n', seen.Diagnostics));
        seen.Value!.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_files_make_themselves_is_left_to_them()
    {
        await using var made = await TargetRoles.CreateAsync(server);
        await made.Database.ExecuteAsync("CREATE EXTENSION hstore");
        project.Write("V1__t.sql", "CREATE EXTENSION hstore;\nCREATE TABLE t (a hstore);").Write("U1__t.sql", "DROP TABLE t;\nDROP EXTENSION hstore;");

        var seen = await Verified.LikeAsync(server, new Settings { Root = project.Folder }, await made.ReadAsync());

        seen.Passed.ShouldBeTrue(string.Join('\n', seen.Diagnostics));
        seen.Value!.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("CREATE SCHEMA extras;\nCREATE TABLE extras.t (a int);")]
    [InlineData("CREATE SCHEMA IF NOT EXISTS extras;\nCREATE TABLE extras.t (a int);")]
    public async Task The_schema_of_an_extension_may_be_one_that_the_files_make(string text)
    {
        await using var made = await TargetRoles.CreateAsync(server);
        await made.Database.ExecuteAsync($"CREATE SCHEMA extras AUTHORIZATION {made.Migrator}");
        await made.Database.ExecuteAsync("CREATE EXTENSION pageinspect SCHEMA extras");
        await made.Database.ExecuteAsync($"ALTER DATABASE {made.Database.Name} SET session_preload_libraries = 'auto_explain'");
        var target = await made.ReadAsync();
        target.Settings.ShouldNotContain(one => one.Name == "session_preload_libraries", "a library may not be there");
        project.Write("V1__t.sql", text);

        var seen = await Verified.LikeAsync(server, new Settings { Root = project.Folder }, target);

        seen.Passed.ShouldBeTrue(string.Join('\n', seen.Diagnostics));
        seen.Value!.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_extension_that_the_shadow_cannot_have_is_named()
    {
        await using var shadow = await StartAsync((await ReadAsync(server)) with { Extensions = [new("nowhere", "3.1", "public", "postgres")] });

        var lacking = shadow.Lacking.ShouldHaveSingleItem();
        (lacking.Rule, lacking.Severity).ShouldBe(("shadow-lacks-extension", Severity.Warning));
        lacking.Message.ShouldBe("The target has the extension nowhere 3.1; the shadow's server does not.");
        lacking.Help!.ShouldContain("shadow: { url: env:SHADOW_URL }");
    }

    [Fact]
    public async Task A_collation_that_the_shadow_does_not_know_is_said()
    {
        await using var shadow = await StartAsync((await ReadAsync(server)) with { Locale = new("UTF8", "xx_YY.UTF-8", "xx_YY.UTF-8", null, null, null) });

        await shadow.CreateAsync("one", null, Stop);

        shadow.Said.ShouldContain(one => one.Rule == "shadow-lacks-collation" && one.Message.Contains("UTF8, xx_YY.UTF-8", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CREATE EXTENSION nowhere;", "shadow-lacks-extension", "Install nowhere on the machine")]
    [InlineData("ALTER TABLE t OWNER TO nobody_knows;", "shadow-lacks-role", "turnstone verify --env <name> makes the target's roles first")]
    [InlineData("COPY t TO '/tmp/never-written';", "step-failed", "migrator is no superuser on the shadow, as nobody is on a managed service: the target would refuse it too.")]
    public async Task What_is_refused_because_of_the_shadow_is_explained(string text, string rule, string help)
    {
        project.Write("V1__t.sql", $"CREATE TABLE t (a int);").Write("V2__no.sql", text);

        var refused = (await Verified.OfAsync(server, project)).Failures.ShouldHaveSingleItem();

        refused.Rule.ShouldBe(rule);
        refused.Help!.ShouldContain(help);
        refused.Place.ShouldStartWith("migrations/V2__no.sql:1:");
    }

    [Fact]
    public async Task What_needs_a_superuser_is_refused_as_on_the_target()
    {
        await using var made = await TargetRoles.CreateAsync(server);
        project.Write("V1__t.sql", "CREATE ROLE never_made;");

        var seen = await Verified.LikeAsync(server, new Settings { Root = project.Folder }, await made.ReadAsync());

        var refused = seen.Value!.Failures.ShouldHaveSingleItem();
        refused.Message.ShouldContain("SQLSTATE 42501");
        refused.Help!.ShouldContain($"{made.Migrator} is no superuser on the shadow, as on the target: the target would refuse it too.");
    }

    [Fact]
    public async Task Roles_may_come_from_a_file()
    {
        project.WriteAt("roles.sql", "SET client_encoding = 'UTF8';\nCREATE ROLE app_owner;\nCREATE ROLE postgres;\nALTER ROLE postgres WITH NOLOGIN;\nCREATE ROLE app NOINHERIT;\nGRANT app_owner TO migrator;\nGRANT app_owner TO app;\n")
            .Write("V1__t.sql", "CREATE TABLE t (a int);\nCREATE SCHEMA s AUTHORIZATION app_owner;\nGRANT SELECT ON t TO app;");

        var seen = await Verified.LikeAsync(server, new Settings { Root = project.Folder, Shadow = new() { Roles = "roles.sql" } }, null);

        seen.Passed.ShouldBeTrue(string.Join('\n', seen.Diagnostics));
        seen.Value!.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("COPY pg_class TO PROGRAM 'touch /tmp/never';", "COPY is nothing that makes roles.", "roles.sql:1:1")]
    [InlineData("CREATE ROLE a;\nGRANT b TO a;", "GRANT failed on the shadow: role \"b\" does not exist (SQLSTATE 42704).", "roles.sql:2:1")]
    public async Task A_file_of_roles_that_is_none_is_refused(string text, string message, string place)
    {
        project.WriteAt("roles.sql", text).Write("V1__t.sql", "CREATE TABLE t (a int);");

        var said = await SaidAsync(() => Verified.LikeAsync(server, new Settings { Root = project.Folder, Shadow = new() { Roles = "roles.sql" } }, null));

        (said.Message, said.Place).ShouldBe((message, place));
    }

    [Fact]
    public async Task What_is_kept_for_one_target_is_not_begun_with_for_another()
    {
        await using var made = await TargetRoles.CreateAsync(server);
        var (target, kept) = (await made.ReadAsync(), $"test{Guid.NewGuid():N}"[..24]);
        await using (var first = await StartAsync(target, kept))
        {
            await first.CreateAsync("line", null, Stop);
            await first.KeepAsync(Stop);
        }

        await using var again = await StartAsync(target, kept);
        await using var other = await StartAsync(target with { Migrator = target.Migrator with { MakesRoles = true }, Roles = [.. target.Roles.Select(role => role.Name == made.Migrator ? role with { MakesRoles = true } : role)] }, kept);

        (again.IsOfKept, other.IsOfKept).ShouldBe((true, false));
        (await QueryAsync(again.Find("line"), "SELECT session_user::text")).ShouldBe(made.Migrator);
        Directory.Delete(Directory.GetDirectories(ServerCache.Default.Templates, $"*-{kept}-*").Single(), recursive: true);
    }

    static async Task<Diagnostic> SaidAsync(Func<Task<Checked<Evidence>>> verify)
    {
        try
        {
            return (await verify()).Diagnostics.First(one => one.Severity == Severity.Error);
        }
        catch (FailureException failure)
        {
            return failure.Diagnostic;
        }
    }

    static Task<ShadowTarget> ReadAsync(PostgresServer server) => new Pipeline(new Settings { Root = "/" }, Verified.Address(server, "postgres"), [], Verified.Surroundings()).TargetAsync(Stop);

    static async Task<ShadowServer> StartAsync(ShadowTarget target, string? kept = null)
    {
        var request = await new ShadowRequest.Reader(new Settings { Root = "/" }, new Dictionary<string, string>(), TimeProvider.System).ReadAsync(null, target, NoFiles, kept, Stop);
        return await ShadowServer.StartAsync(request.Value!, Stop);
    }

    static async Task<string?> QueryAsync(DatabaseAddress address, string query)
    {
        await using var connection = new NpgsqlConnection(address.ConnectionString.Reveal());
        await connection.OpenAsync(Stop);
        await using var batch = TestDatabase.Batch(connection, query);
        return (string?)await batch.ExecuteScalarAsync(Stop);
    }
}
