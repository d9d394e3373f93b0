namespace Turnstone.Tests.Sql.Statements;

using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

/// <summary>Transactions, settings, COPY, maintenance, privileges, roles, databases, replication, foreign servers.</summary>
public sealed class UtilityTests
{
    static Statement Parse(string text, PgVersion version = PgVersion.V18) => Parser.Parse(StatementReader.ReadAll(text)[0], version);

    static T Parse<T>(string text, PgVersion version = PgVersion.V18) where T : Statement
    {
        var statement = Parse(text, version).ShouldBeOfType<T>();
        statement.Error.ShouldBeNull();
        statement.IsUnparsed.ShouldBeFalse();
        statement.Span.ShouldBe(new(0, statement.Slice.Text.Length));
        return statement;
    }

    static string Text(Statement statement, TextSpan? span) => span is { } given ? statement.Slice.Text.Substring(given.Start, given.Length) : "";

    static string Texts(Statement statement, IEnumerable<SyntaxNode> nodes) => string.Join(" | ", nodes.Select(node => Text(statement, node.Span)));

    [Theory]
    [InlineData("begin", TransactionKind.Begin, null, "", false)]
    [InlineData("start transaction isolation level repeatable read, read only not deferrable", TransactionKind.Begin, null, "ISOLATION LEVEL REPEATABLE READ, READ ONLY, NOT DEFERRABLE", false)]
    [InlineData("end work and chain", TransactionKind.Commit, null, "", true)]
    [InlineData("abort and no chain", TransactionKind.Rollback, null, "", false)]
    [InlineData("savepoint A", TransactionKind.Savepoint, "a", "", false)]
    [InlineData("release savepoint savepoint", TransactionKind.Release, "savepoint", "", false)]
    [InlineData("release savepoint", TransactionKind.Release, "savepoint", "", false)]
    [InlineData("savepoint prepared", TransactionKind.Savepoint, "prepared", "", false)]
    [InlineData("release prepared", TransactionKind.Release, "prepared", "", false)]
    [InlineData("rollback work to savepoint a", TransactionKind.RollbackTo, "a", "", false)]
    public void Transactions(string text, TransactionKind kind, string? savepoint, string modes, bool chain)
    {
        var control = Parse<TransactionControl>(text);
        (control.Kind, control.Savepoint?.Name, string.Join(", ", control.Modes.Select(mode => mode.Mode)), control.AndChain).ShouldBe((kind, savepoint, modes, chain));
    }

    [Theory]
    [InlineData("set search_path = app, \"Public\"", false, "search_path", SettingAction.Set, "app \"Public\"")]
    [InlineData("set local App.Level to -1.5", true, "app.level", SettingAction.Set, "-1.5")]
    [InlineData("set session lock_timeout to default", false, "lock_timeout", SettingAction.SetDefault, "")]
    [InlineData("set session = 1", false, "session", SettingAction.Set, "1")]
    [InlineData("set local time zone interval '1' hour to minute", true, "timezone", SettingAction.Set, "interval '1' hour to minute")]
    [InlineData("set schema 'x'", false, "search_path", SettingAction.Set, "'x'")]
    [InlineData("set role none", false, "role", SettingAction.Set, "none")]
    [InlineData("set names", false, "client_encoding", SettingAction.SetDefault, "")]
    [InlineData("set session authorization default", false, "session_authorization", SettingAction.SetDefault, "")]
    [InlineData("set transaction read only, deferrable", false, "transaction", SettingAction.SetTransaction, "read only deferrable")]
    [InlineData("set session characteristics as transaction read write", false, "session characteristics", SettingAction.SetTransaction, "read write")]
    public void Settings(string text, bool isLocal, string name, SettingAction action, string values)
    {
        var set = Parse<Set>(text);
        (set.IsLocal, set.Change.Name, set.Change.Action, string.Join(' ', set.Change.Values.Select(value => Text(set, value)))).ShouldBe((isLocal, name, action, values));
    }

    [Fact]
    public void What_is_reset_and_shown()
    {
        Parse<Reset>("reset all").Change.ShouldSatisfyAllConditions(change => change.Name.ShouldBeNull(), change => change.Action.ShouldBe(SettingAction.ResetAll));
        Parse<Reset>("reset time zone").Change.Name.ShouldBe("timezone");
        Parse<Show>("show app.Level").Setting.ShouldBe("app.level");
        Parse<SetConstraints>("set constraints a, s.b deferred").ShouldSatisfyAllConditions(set => string.Join(' ', set.Names).ShouldBe("\"a\" \"s\".\"b\""), set => set.IsDeferred.ShouldBeTrue());
    }

    [Theory]
    [InlineData("copy s.t (a, b) from 'f' with (format csv, header) where a > 1", "\"s\".\"t\"", "from", "'f'", "format csv | header", "a > 1")]
    [InlineData("copy t to program 'gzip' csv quote as 'x' force quote a, b", "\"t\"", "to program", "'gzip'", "csv | quote as 'x' | force quote a, b", "")]
    [InlineData("copy t from stdin using delimiters ',' with null ''", "\"t\"", "from", "", "using delimiters ',' | null ''", "")]
    [InlineData("copy binary t to stdout", "\"t\"", "to", "", "binary", "")]
    [InlineData("copy (select 1) to stdout (format text)", null, "to", "", "format text", "")]
    public void Copies(string text, string? table, string direction, string file, string options, string where)
    {
        var copy = Parse<Copy>(text);
        (copy.Table?.ToString(), (copy.IsFrom ? "from" : "to") + (copy.IsProgram ? " program" : ""), Text(copy, copy.File)).ShouldBe((table, direction, file));
        (Texts(copy, copy.Options), Text(copy, copy.Where?.Span), copy.Query is null).ShouldBe((options, where, table is not null));
    }

    [Theory]
    [InlineData("explain select 1", false, "select 1")]
    [InlineData("explain analyze verbose delete from t", true, "delete from t")]
    [InlineData("explain (analyze off, format json) (select 1)", false, "(select 1)")]
    [InlineData("explain (analyze) create table t as select 1", true, "create table t as select 1")]
    [InlineData("explain (values (1))", false, "(values (1))")]
    public void What_is_explained(string text, bool runs, string explained)
    {
        var explain = Parse<Explain>(text);
        (explain.Runs, Text(explain, explain.Explained.Span)).ShouldBe((runs, explained));
    }

    [Theory]
    [InlineData("explain create table t (a int)")]
    [InlineData("explain vacuum")]
    [InlineData("explain explain select 1")]
    [InlineData("explain")]
    [InlineData("copy t to stdout where a")]
    [InlineData("copy t from program stdin")]
    [InlineData("set time zone interval '1' day")]
    [InlineData("set catalog 'd'")]
    [InlineData("grant select on t to none")]
    [InlineData("grant all to a")]
    [InlineData("create role public")]
    [InlineData("create role a admins b")]
    [InlineData("create role a unencrypted password 'x'")]
    [InlineData("create publication p for t")]
    [InlineData("create publication p for tables in schema a (b)")]
    [InlineData("create assertion a check (true)")]
    [InlineData("declare c cursor for delete from t")]
    public void What_PostgreSQL_refuses(string text) => Parse(text).Error.ShouldNotBeNull();

    [Theory]
    [InlineData("vacuum only t", PgVersion.V18)]
    [InlineData("reindex database", PgVersion.V16)]
    [InlineData("cluster (verbose)", PgVersion.V17)]
    [InlineData("grant a to b with inherit false", PgVersion.V16)]
    [InlineData("revoke inherit option for a from b", PgVersion.V16)]
    [InlineData("grant alter system on parameter a to b", PgVersion.V15)]
    [InlineData("alter default privileges grant select on large objects to a", PgVersion.V18)]
    [InlineData("create publication p for tables in schema s", PgVersion.V15)]
    [InlineData("create publication p for table t (a) where (a > 1)", PgVersion.V15)]
    [InlineData("alter subscription s skip (lsn = none)", PgVersion.V15)]
    [InlineData("alter database d refresh collation version", PgVersion.V15)]
    [InlineData("copy t from stdin csv force null *", PgVersion.V17)]
    public void What_came_later(string text, PgVersion since)
    {
        Parse(text, since).Error.ShouldBeNull();
        Parse(text, since - 1).Error.ShouldNotBeNull();
    }

    [Fact]
    public void Maintenance()
    {
        var vacuum = Parse<Vacuum>("vacuum (full, analyze off) s.t (a, b), u");
        (vacuum.IsFull, Texts(vacuum, vacuum.Options), Texts(vacuum, vacuum.Relations)).ShouldBe((true, "full | analyze off", "s.t (a, b) | u"));
        Parse<Vacuum>("vacuum (full 0) t").IsFull.ShouldBeFalse();
        Parse<Vacuum>("vacuum full").IsFull.ShouldBeTrue();
        Parse<Analyze>("analyse verbose t (a)").Relations.ShouldHaveSingleItem().Columns.ShouldHaveSingleItem().Name.ShouldBe("a");
    }

    [Fact]
    public void What_is_prepared_and_fetched()
    {
        var prepare = Parse<Prepare>("prepare p (int, text[]) as insert into t values ($1)");
        (prepare.Name.Name, Texts(prepare, prepare.Types), Text(prepare, prepare.Prepared.Span)).ShouldBe(("p", "int | text[]", "insert into t values ($1)"));
        Parse<PrepareTransaction>("prepare transaction 'x'").Gid.ShouldBe("x");
        Parse<Deallocate>("deallocate prepare all").Name.ShouldBeNull();
        var declare = Parse<DeclareCursor>("declare c no scroll cursor with hold for (select 1)");
        (declare.Name.Name, declare.IsHeld).ShouldBe(("c", true));
        var fetch = Parse<Fetch>("move backward -3 in next");
        (fetch.IsMove, fetch.Direction, Text(fetch, fetch.Count), fetch.Cursor.Name).ShouldBe((true, "BACKWARD", "-3", "next"));
        Parse<Fetch>("fetch next").ShouldSatisfyAllConditions(one => one.Direction.ShouldBeNull(), one => one.Cursor.Name.ShouldBe("next"));
        Parse<Discard>("discard temporary").What.ShouldBe("TEMP");
    }

    [Theory]
    [InlineData("grant select (a, b), insert on t to r with grant option granted by g", "select (a, b) | insert", "TABLE", "t", "r", true)]
    [InlineData("grant all privileges on all tables in schema a, b to public, current_user", "all privileges", "ALL TABLES IN SCHEMA", "a | b", "public | current_user", false)]
    [InlineData("grant execute on function s.f(int, x text), g to r", "execute", "FUNCTION", "s.f(int, x text) | g", "r", false)]
    [InlineData("grant select on sequence to r", "select", "TABLE", "sequence", "r", false)]
    [InlineData("grant usage on foreign data wrapper w to group r", "usage", "FOREIGN DATA WRAPPER", "w", "r", false)]
    [InlineData("revoke grant option for select on large object 1, 2 from r cascade", "select", "LARGE OBJECT", "1 | 2", "r", true)]
    public void Privileges(string text, string privileges, string kind, string objects, string roles, bool ofOption)
    {
        var change = Parse<PrivilegeChange>(text);
        (Texts(change, change.Privileges), change.Target.Kind, Texts(change, change.Target.Objects), Texts(change, change.Roles)).ShouldBe((privileges, kind, objects, roles));
        (change.IsGrant, change.OfGrantOption, change.Cascade).ShouldBe((text[0] == 'g', ofOption, text.EndsWith("cascade", StringComparison.Ordinal)));
    }

    [Fact]
    public void Roles()
    {
        var member = Parse<MembershipChange>("grant a, b to c with inherit false, admin option granted by d");
        (Texts(member, member.Granted), Texts(member, member.Roles), Texts(member, member.Options)).ShouldBe(("a | b", "c", "inherit false | admin option"));
        Parse<MembershipChange>("revoke admin option for a from b").Options.ShouldHaveSingleItem().Name.ShouldBe("admin");
        var role = Parse<CreateRole>("create user u with login password 'x' in role a, b valid until 'y' connection limit -1");
        (role.Kind, role.Name.Name, string.Join(' ', role.Options.Select(option => option.Name))).ShouldBe(("USER", "u", "LOGIN PASSWORD IN ROLE VALID UNTIL CONNECTION LIMIT"));
        Parse<AlterRole>("alter role current_user nologin").Options.ShouldHaveSingleItem().Name.ShouldBe("NOLOGIN");
        var setting = Parse<AlterRoleSetting>("alter role all in database d set search_path to app");
        (setting.Role, setting.Database?.Name, setting.Change.Name).ShouldBe((null, "d", "search_path"));
        Parse<DropRole>("drop group if exists a, b").Roles.Length.ShouldBe(2);
        var defaults = Parse<AlterDefaultPrivileges>("alter default privileges for role a in schema s grant select on tables to b");
        (Texts(defaults, defaults.Of), defaults.Schemas[0].Name, defaults.Target, Texts(defaults, defaults.Roles), defaults.Cascade).ShouldBe(("a", "s", "TABLES", "b", false));
        Parse<AlterDefaultPrivileges>("alter default privileges revoke all on tables from b cascade").Cascade.ShouldBeTrue();
    }

    [Fact]
    public void Databases()
    {
        var created = Parse<CreateDatabase>("create database d with owner = me connection limit 5 template template0");
        Texts(created, created.Options).ShouldBe("owner = me | connection limit 5 | template template0");
        Parse<DropDatabase>("drop database d with (force)").Force.ShouldBeTrue();
        Parse<AlterDatabaseSetting>("alter database d set work_mem = '4MB'").Change.Name.ShouldBe("work_mem");
        Parse<AlterDatabaseSetting>("alter database d set tablespace = x").Change.Name.ShouldBe("tablespace");
        Parse<AlterDatabase>("alter database d owner = x").Options.ShouldHaveSingleItem().Name.ShouldBe("owner");
    }

    [Fact]
    public void Replication()
    {
        var publication = Parse<CreatePublication>("create publication p for table only t (a), s.u where (b > 1), tables in schema x, current_schema with (publish = 'insert')");
        Texts(publication, publication.Objects).ShouldBe("only t (a) | s.u where (b > 1) | x | current_schema");
        (publication.Objects[1].Table?.Name.ToString(), publication.Objects[2].Schema?.Name, publication.Objects[3].Schema).ShouldBe(("\"s\".\"u\"", "x", null));
        Parse<AlterPublication>("alter publication p drop table t").Action.ShouldBe("DROP");
        var subscription = Parse<CreateSubscription>("create subscription s connection 'x' publication a, b with (enabled = false)");
        (Text(subscription, subscription.Connection), subscription.Publications.Length, Texts(subscription, subscription.Options)).ShouldBe(("'x'", 2, "enabled = false"));
        Parse<DropSubscription>("drop subscription s").Cascade.ShouldBeFalse();
        Parse<DropSubscription>("drop subscription s cascade").Cascade.ShouldBeTrue();
    }

    [Fact]
    public void Foreign_servers()
    {
        var wrapper = Parse<ForeignDataWrapper>("alter foreign data wrapper w no handler options (set a 'b', drop c, set 'd')");
        Texts(wrapper, wrapper.Options).ShouldBe("set a 'b' | drop c | set 'd'");
        var server = Parse<ForeignServer>("create server if not exists s version null foreign data wrapper w options (a 'b')");
        (server.IfNotExists, server.Wrapper?.Name).ShouldBe((true, "w"));
        Parse<ForeignServer>("create server s foreign data wrapper w").IfNotExists.ShouldBeFalse();
        var dropped = Parse<UserMapping>("drop user mapping if exists for user server s");
        (dropped.Role.Special, dropped.IfExists, dropped.IfNotExists).ShouldBe(("USER", true, false));
        var mapping = Parse<UserMapping>("create user mapping if not exists for public server s");
        (mapping.IfExists, mapping.IfNotExists).ShouldBe((false, true));
        Parse<CreateRole>("create user mapping").Name.Name.ShouldBe("mapping");
        var import = Parse<ImportForeignSchema>("import foreign schema a except (b, c) from server s into d options (e 'f')");
        Texts(import, import.Options).ShouldBe("e 'f'");
        (import.RemoteSchema.Name, import.Server.Name, import.Schema.Name, import.IsExcept, Texts(import, import.Tables)).ShouldBe(("a", "s", "d", true, "b | c"));
    }
}
