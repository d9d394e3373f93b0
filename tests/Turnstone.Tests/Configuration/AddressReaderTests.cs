namespace Turnstone.Tests.Configuration;

using Npgsql;
using Turnstone.Configuration;
using Turnstone.Diagnostics;

public sealed class AddressReaderTests : IDisposable
{
    const string Ours = "Application Name=turnstone;Pooling=False;Timeout=15;Command Timeout=0;Keepalive=30;TCP Keepalive=True;TCP Keepalive Time=30;TCP Keepalive Interval=10;Include Error Detail=False;Max Auto Prepare=0;Persist Security Info=False;Enlist=False;GSS Encryption Mode=Disable";

    readonly ProjectFolder folder = new();

    readonly Dictionary<string, string> environment = new() { ["USER"] = "me" };

    public void Dispose() => folder.Dispose();

    Settings Project(string yaml = "") => folder.With("turnstone.yaml", yaml).Read(environment).Value!;

    Task<Checked<DatabaseAddress>> ResolveAsync(string? env = null, string? url = null, bool changes = false, string yaml = "") =>
        new AddressReader(environment).ResolveAsync(Project(yaml), env, url, changes, TestContext.Current.CancellationToken);

    async Task<(DatabaseAddress Address, NpgsqlConnectionStringBuilder Npgsql)> FromVariableAsync(string url)
    {
        environment["DATABASE_URL"] = url;
        var read = await ResolveAsync();
        read.Lines().ShouldBeEmpty();
        using var accepted = new NpgsqlConnection(read.Value!.ConnectionString.Reveal());
        return (read.Value, new(read.Value.ConnectionString.Reveal()));
    }

    [Fact]
    public async Task An_address_is_printed_without_its_password_and_carries_all_of_our_settings()
    {
        var (address, npgsql) = await FromVariableAsync("postgres://shop_app:s3cr%3At@db.internal:6432/shop");

        address.ToString().ShouldBe("shop_app@db.internal:6432/shop");
        (address.Host, address.Port, address.Database, address.Username, address.Source, address.Environment)
            .ShouldBe(("db.internal", 6432, "shop", "shop_app", "DATABASE_URL", null));
        address.Password!.Reveal().ShouldBe("s3cr:t");
        address.ConnectionString.ToString().ShouldBe("******");
        address.ConnectionString.Reveal().ShouldBe($"{Ours};Username=shop_app;Database=shop;Password=s3cr:t;Host=db.internal;Port=6432");
        npgsql.Password.ShouldBe("s3cr:t");
    }

    [Theory]
    [InlineData("postgres://u@h", "u@h:5432/u")]
    [InlineData("postgresql://h/d", "me@h:5432/d")]
    [InlineData("POSTGRES://u@h:1/d", "u@h:1/d")]
    [InlineData("postgres://u%40x@h/d%2Fe", "u@x@h:5432/d/e")]
    [InlineData("postgres://u@[2001:db8::1]:5433/d", "u@[2001:db8::1]:5433/d")]
    [InlineData("postgres://u@[::1]/d", "u@[::1]:5432/d")]
    [InlineData("postgres://u@a,b:5433,[::1]:5434/d", "u@a:5432,b:5433,[::1]:5434/d")]
    [InlineData("postgres://u@a:1,b/d", "u@a:1,b:5432/d")]
    [InlineData("postgres:///d?host=/var/run/postgresql&user=u", "u@/var/run/postgresql:5432/d")]
    [InlineData("postgres://u@%2Fvar%2Frun%2Fpostgresql/d", "u@/var/run/postgresql:5432/d")]
    [InlineData("postgres://u@h/d?port=7", "u@h:7/d")]
    [InlineData("postgres://?host=h&dbname=d&user=u", "u@h:5432/d")]
    [InlineData("host=h user=u dbname=d", "u@h:5432/d")]
    [InlineData("  host = h  port=5433\n user='u u' dbname='d\\'d\\\\' ", "u u@h:5433/d'd\\")]
    [InlineData("host=a,b port=1,2 user=u", "u@a:1,b:2/u")]
    [InlineData("host=a,b port=7 user=u", "u@a:7,b:7/u")]
    [InlineData("host=::1 user=u", "u@[::1]:5432/u")]
    [InlineData("hostaddr=10.0.0.1 user=u", "u@10.0.0.1:5432/u")]
    [InlineData("host=h user=u password=a;b", "u@h:5432/u")]
    [InlineData("Host=h;Username=u;Database=d", "u@h:5432/d")]
    [InlineData("Server=h;Port=5433;User Id=u;DB=d;", "u@h:5433/d")]
    [InlineData("host=h;database=d;uid=u;Pooling=true;Maximum Pool Size=20;Include Error Detail=true;Command Timeout=3", "u@h:5432/d")]
    [InlineData("Host=a:5433,b;Username=u", "u@a:5433,b:5432/u")]
    [InlineData("jdbc:postgresql://h:5433/d?user=u", "u@h:5433/d")]
    [InlineData("jdbc:postgresql://a:1,b:2/d?user=u&targetServerType=primary", "u@a:1,b:2/d")]
    public async Task Every_form_is_read(string text, string shown)
    {
        var (address, npgsql) = await FromVariableAsync(text);

        address.ToString().ShouldBe(shown);
        (npgsql.Username, npgsql.Database).ShouldBe((address.Username, address.Database));
        (npgsql.Pooling, npgsql.CommandTimeout, npgsql.IncludeErrorDetail).ShouldBe((false, 0, false));
    }

    [Theory]
    [InlineData("postgres://u:p%40ss%2Fw%25rd@h/d", "p@ss/w%rd")]
    [InlineData("postgres://u:p@ss@h/d", "p@ss")]
    [InlineData("postgres://u@h/d?password=p%26q", "p&q")]
    [InlineData("host=h password='two words' user=u", "two words")]
    [InlineData("host=h password=a\\ b user=u", "a b")]
    [InlineData("host=h user=u password=a;b", "a;b")]
    [InlineData("Host=h;Password=\"a;b\"\"c\";Username=u", "a;b\"c")]
    [InlineData("Host=h;Pwd='a;b';Username=u", "a;b")]
    [InlineData("Host=h;Password=a b=c;Username=u", "a b=c")]
    [InlineData("jdbc:postgresql://h/d?user=u&password=p%23", "p#")]
    public async Task A_password_arrives_as_it_was_meant(string text, string password)
    {
        var (address, npgsql) = await FromVariableAsync(text);

        npgsql.Password.ShouldBe(password);
        address.Password!.Reveal().ShouldBe(password);
    }

    [Fact]
    public async Task What_libpq_knows_of_a_connection_reaches_npgsql()
    {
        var (_, npgsql) = await FromVariableAsync(
            "postgres://u@h/d?sslmode=verify-full&sslrootcert=/ca.pem&sslcert=/c.pem&sslkey=/k.pem&sslpassword=x&application_name=deploy"
            + "&options=-c%20role%3Downer&connect_timeout=4&passfile=/pass&channel_binding=require&gssencmode=disable&require_auth=scram-sha-256"
            + "&sslnegotiation=direct&krbsrvname=pg&keepalives_idle=9&target_session_attrs=read-write");

        (npgsql.SslMode, npgsql.RootCertificate, npgsql.SslCertificate, npgsql.SslKey, npgsql.SslPassword)
            .ShouldBe((SslMode.VerifyFull, "/ca.pem", "/c.pem", "/k.pem", "x"));
        (npgsql.ApplicationName, npgsql.Options, npgsql.Timeout, npgsql.Passfile, npgsql.KeepAlive)
            .ShouldBe(("deploy", "-c role=owner", 4, "/pass", 30));
        (npgsql.ChannelBinding, npgsql.GssEncryptionMode, npgsql.RequireAuth, npgsql.SslNegotiation, npgsql.KerberosServiceName, npgsql.TargetSessionAttributes)
            .ShouldBe((ChannelBinding.Require, GssEncryptionMode.Disable, "ScramSHA256", SslNegotiation.Direct, "pg", "any"));
    }

    [Theory]
    [InlineData("postgres://u@h/d", SslMode.Prefer, null)]
    [InlineData("postgres://u@h/d?sslmode=require", SslMode.Require, null)]
    [InlineData("postgres://u@h/d?sslmode=require&sslrootcert=/ca.pem", SslMode.VerifyCA, "/ca.pem")]
    [InlineData("postgres://u@h/d?sslmode=verify-ca&sslrootcert=/ca.pem", SslMode.VerifyCA, "/ca.pem")]
    [InlineData("postgres://u@h/d?sslrootcert=system", SslMode.VerifyFull, null)]
    [InlineData("postgres://u@h/d?sslmode=verify-full&sslrootcert=C:\\pki\\ca.pem", SslMode.VerifyFull, "C:\\pki\\ca.pem")]
    [InlineData("postgres://u@h/d?sslmode=verify-full&sslrootcert=C%3A%5Cpki%5Cca.pem", SslMode.VerifyFull, "C:\\pki\\ca.pem")]
    [InlineData("postgres://u@h/d?sslmode=verify-full&sslrootcert=C:/my%20pki/ca.pem", SslMode.VerifyFull, "C:/my pki/ca.pem")]
    [InlineData("jdbc:postgresql://h/d?user=u&sslmode=verify-full&sslrootcert=C:\\pki\\ca.pem", SslMode.VerifyFull, "C:\\pki\\ca.pem")]
    [InlineData("host=h user=u sslmode=verify-full sslrootcert=C:/pki/ca.pem", SslMode.VerifyFull, "C:/pki/ca.pem")]
    [InlineData("host=h user=u sslmode=verify-full sslrootcert='C:\\\\pki\\\\ca.pem'", SslMode.VerifyFull, "C:\\pki\\ca.pem")]
    [InlineData("postgres://u@h/d?ssl=true", SslMode.Require, null)]
    [InlineData("jdbc:postgresql://h/d?user=u&ssl=true", SslMode.VerifyFull, null)]
    [InlineData("jdbc:postgresql://h/d?user=u&ssl=true&sslmode=require", SslMode.Require, null)]
    [InlineData("Host=h;Username=u;SSL Mode=VerifyFull;Trust Server Certificate=true", SslMode.VerifyFull, null)]
    [InlineData("Host=h;Username=u;Ssl Mode=Disable", SslMode.Disable, null)]
    public async Task Verification_is_never_less_than_was_asked_for(string text, SslMode mode, string? root)
    {
        var (_, npgsql) = await FromVariableAsync(text);

        (npgsql.SslMode, npgsql.RootCertificate).ShouldBe((mode, root));
    }

    [Theory]
    [InlineData("postgres://u@h/d?connect_timeout=0", 15)]
    [InlineData("postgres://u@h/d?connect_timeout=-1", 15)]
    [InlineData("postgres://u@h/d?connect_timeout=99999", 1024)]
    [InlineData("Host=h;Username=u;Timeout=7", 7)]
    public async Task An_attempt_to_connect_always_has_a_limit(string text, int seconds) => (await FromVariableAsync(text)).Npgsql.Timeout.ShouldBe(seconds);

    [Fact]
    public async Task Of_several_servers_the_primary_is_looked_for()
    {
        var (_, npgsql) = await FromVariableAsync("postgres://u@a,b/d");

        (npgsql.Host, npgsql.TargetSessionAttributes).ShouldBe(("a:5432,b:5432", "primary"));
        (await FromVariableAsync("jdbc:postgresql://a,b/d?user=u&targetServerType=any&currentSchema=app,public")).Npgsql.TargetSessionAttributes.ShouldBe("any");
    }

    [Fact]
    public async Task The_jdbc_schema_is_the_search_path() =>
        (await FromVariableAsync("jdbc:postgresql://h/d?user=u&currentSchema=app,public")).Npgsql.SearchPath.ShouldBe("app,public");

    [Fact]
    public async Task What_no_server_knows_is_named_and_ignored()
    {
        environment["DATABASE_URL"] = "postgres://u@h/d?schema=app&pgbouncer=true&connection_limit=5&pool=5&schema=x";

        var read = await ResolveAsync();

        read.Value!.ToString().ShouldBe("u@h:5432/d");
        read.Lines().ShouldBe(["Warning: DATABASE_URL: schema, pgbouncer, connection_limit, pool are not known to PostgreSQL and ignored"]);
        environment["DATABASE_URL"] = "Host=h;Username=u;Frobnicate=1";
        (await ResolveAsync()).Lines().ShouldBe(["Warning: DATABASE_URL: frobnicate is not known to PostgreSQL and ignored"]);
    }

    [Theory]
    [InlineData("postgres://u:kn4ry@h:port/d", "DATABASE_URL cannot be read: a port is no number, or a sign such as / @ : ? # in the user name or password is not percent-encoded")]
    [InlineData("postgres://u:kn4/kn4ry@h/d", "DATABASE_URL cannot be read: a port is no number, or a sign such as / @ : ? # in the user name or password is not percent-encoded")]
    [InlineData("postgres://u:123?kn4ry@h/d", "DATABASE_URL cannot be read: a port is no number, or a sign such as / @ : ? # in the user name or password is not percent-encoded")]
    [InlineData("postgres://u:kn4ry@h:99999/d", "DATABASE_URL has a port that is not a number from 1 to 65535")]
    [InlineData("postgres:///d?password=kn4ry", "DATABASE_URL names no host")]
    [InlineData("jdbc:postgresql:d", "DATABASE_URL names no host")]
    [InlineData("postgres://u:kn4ry@a,,b/d", "DATABASE_URL names no host")]
    [InlineData("jdbc:mysql://u:kn4ry@h/d", "DATABASE_URL is a JDBC URL for something other than PostgreSQL")]
    [InlineData("mysql://u:kn4ry@h/d", "DATABASE_URL is neither a URL (postgres://…), nor key=value pairs, nor a source (env:NAME, file:path, exec:command)")]
    [InlineData("kn4ry", "DATABASE_URL is neither a URL (postgres://…), nor key=value pairs, nor a source (env:NAME, file:path, exec:command)")]
    [InlineData("host=h password='kn4ry", "DATABASE_URL has a quote that is not closed")]
    [InlineData("host=h password=two kn4ry user=u", "DATABASE_URL has a word without a value; a value with blanks stands in single quotes")]
    [InlineData("Host=h;Password=\"kn4ry;Username=u", "DATABASE_URL is not a connection string: a quote is not closed or a keyword has no value")]
    [InlineData("postgres://u:kn4ry@h/d?sslmode=kn4ry", "DATABASE_URL gives sslmode a value that is not known")]
    [InlineData("postgres://u:kn4ry@h/d?connect_timeout=soon", "DATABASE_URL gives connect_timeout a value that is not known")]
    public async Task What_cannot_be_read_is_refused_without_a_word_of_it(string text, string message)
    {
        environment["DATABASE_URL"] = text;

        var read = await ResolveAsync();

        read.Value.ShouldBeNull();
        read.Diagnostics.ShouldHaveSingleItem().Message.ShouldBe(message);
        string.Concat(read.Lines()).ShouldNotContain("kn4ry");
    }

    [Theory]
    [InlineData("postgres://app:kn4ry@db/shop")]
    [InlineData("postgres://db/shop?user=app&password=kn4ry")]
    [InlineData("host=db user=app password=kn4ry")]
    [InlineData("Host=db;Username=app;Password=kn4ry")]
    [InlineData("jdbc:postgresql://db/shop?user=app&password=kn4ry")]
    [InlineData("postgres://app:kn4ry/x@db/shop")]
    [InlineData("mysql://app:kn4ry@db/shop")]
    public async Task A_password_on_the_command_line_is_refused_and_not_repeated(string url) => (await ResolveAsync(url: url)).Lines().ShouldBe([
        "Error: --url holds a password, which every user of this machine can read in the list of processes | Put the URL into the environment and write: --url env:DATABASE_URL",
    ]);

    [Fact]
    public async Task A_url_without_a_password_or_from_a_source_is_taken_from_the_command_line()
    {
        (await ResolveAsync(url: "postgres://app@db/shop")).Value!.Source.ShouldBe("--url");

        environment["SHOP"] = "postgres://app:kn4ry@db/shop";
        environment["DATABASE_URL"] = "postgres://other@elsewhere/d";
        var read = await ResolveAsync(url: "env:SHOP", changes: true, yaml: "environments: { prod: { url: env:X } }");
        read.Value!.ToString().ShouldBe("app@db:5432/shop");
        (read.Value.Source, read.Value.Password!.Reveal()).ShouldBe(("--url", "kn4ry"));
        (await ResolveAsync(url: "env:NOPE")).Lines().ShouldBe(["Error: --url: env:NOPE is not set | Set the variable NOPE."]);
        (await ResolveAsync(url: "vault:x")).Lines()
            .ShouldBe(["Error: --url: vault: is not built yet | Use exec: with the vendor's command line, or file:."]);
    }

    [Fact]
    public async Task An_environment_is_chosen_by_name_and_its_direct_url_wins()
    {
        environment["POOLED"] = "postgres://app@pooler:6432/shop";
        environment["DIRECT"] = "postgres://app:kn4ry@db/shop";
        environment["DATABASE_URL"] = "postgres://other@elsewhere/d";
        const string yaml = "environments: { prod: { url: env:POOLED, direct_url: env:DIRECT }, local: { url: 'postgres://me@localhost/shop' } }";

        var prod = (await ResolveAsync("prod", changes: true, yaml: yaml)).Value!;
        (prod.ToString(), prod.Source, prod.Environment).ShouldBe(("app@db:5432/shop", "environment prod (env:DIRECT)", "prod"));
        var local = (await ResolveAsync("local", yaml: yaml)).Value!;
        (local.ToString(), local.Source, local.Environment).ShouldBe(("me@localhost:5432/shop", "environment local", "local"));
    }

    [Fact]
    public async Task An_environment_that_cannot_be_reached_says_why()
    {
        const string yaml = "environments: { prod: { url: env:NOPE }, staging: }";

        (await ResolveAsync("prod", yaml: yaml)).Lines().ShouldBe(["Error: environment prod (env:NOPE): env:NOPE is not set | Set the variable NOPE."]);
        (await ResolveAsync("staging", yaml: yaml)).Lines()
            .ShouldBe(["Error: The environment 'staging' has no url | Write one under environments.staging: url: env:STAGING_URL"]);
        (await ResolveAsync("pord", yaml: yaml)).Lines().ShouldBe(["Error: There is no environment 'pord' | Choose with --env: prod, staging."]);
        (await ResolveAsync("prod")).Lines()
            .ShouldBe(["Error: There is no environment 'prod': turnstone.yaml defines none | Define it under environments:, or use --url."]);
        (await ResolveAsync("prod", "env:X", yaml: yaml)).Lines().ShouldBe(["Error: --env and --url are both given | Give one of the two."]);
    }

    [Fact]
    public async Task With_environments_a_change_is_never_sent_to_where_a_variable_happens_to_point()
    {
        environment["DATABASE_URL"] = "postgres://app@db/shop";
        environment["PGHOST"] = "db";
        const string yaml = "environments: { prod: { url: env:X }, local: { url: env:Y } }";

        (await ResolveAsync(changes: true, yaml: yaml)).Lines()
            .ShouldBe(["Error: This changes a database, and it is not said which environment's | Choose with --env: local, prod."]);
        (await ResolveAsync(changes: false, yaml: yaml)).Value!.Source.ShouldBe("DATABASE_URL");
        (await ResolveAsync(changes: true)).Value!.Source.ShouldBe("DATABASE_URL");
    }

    [Fact]
    public async Task With_nothing_said_nothing_is_guessed()
    {
        environment["PGUSER"] = "app";
        environment["PGPASSFILE"] = "/home/app/.pgpass";
        environment["PGDATABASE"] = "shop";
        environment["PGHOST"] = "";

        (await ResolveAsync()).Lines().ShouldBe([
            "Error: It is not said which database | Start a private one with `turnstone local up`, or say where: --url env:DATABASE_URL, DATABASE_URL, PGHOST or PGSERVICE, or environments: in turnstone.yaml with --env NAME.",
        ]);
        (await ResolveAsync(yaml: "environments: { prod: { url: env:X } }")).Lines()
            .ShouldBe(["Error: It is not said which database | Choose with --env: prod."]);
    }

    [Fact]
    public async Task The_variables_of_libpq_name_a_database()
    {
        environment["PGHOST"] = "db";
        environment["PGPORT"] = "5433";
        environment["PGDATABASE"] = "shop";
        environment["PGUSER"] = "app";
        environment["PGPASSWORD"] = "kn4ry";
        environment["PGSSLMODE"] = "verify-full";
        environment["PGSSLROOTCERT"] = "/ca.pem";
        environment["PGAPPNAME"] = "deploy";
        environment["PGOPTIONS"] = "-c role=owner";
        environment["PGCONNECT_TIMEOUT"] = "3";
        environment["PGPASSFILE"] = "/pass";

        var address = (await ResolveAsync()).Value!;

        (address.ToString(), address.Source).ShouldBe(("app@db:5433/shop", "PGHOST"));
        address.Password!.Reveal().ShouldBe("kn4ry");
        var npgsql = new NpgsqlConnectionStringBuilder(address.ConnectionString.Reveal());
        (npgsql.SslMode, npgsql.RootCertificate, npgsql.ApplicationName, npgsql.Options, npgsql.Timeout, npgsql.Passfile)
            .ShouldBe((SslMode.VerifyFull, "/ca.pem", "deploy", "-c role=owner", 3, "/pass"));
    }

    [Fact]
    public async Task A_url_takes_from_the_variables_who_and_how_but_never_where()
    {
        environment["PGHOST"] = "elsewhere";
        environment["PGPORT"] = "1";
        environment["PGDATABASE"] = "other";
        environment["PGUSER"] = "app";
        environment["PGPASSWORD"] = "kn4ry";

        var address = (await ResolveAsync(url: "postgres://db/shop")).Value!;

        address.ToString().ShouldBe("app@db:5432/shop");
        address.Password!.Reveal().ShouldBe("kn4ry");
        (await ResolveAsync(url: "postgres:///shop")).Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("--url names no host");
    }

    [Fact]
    public async Task A_service_is_looked_up_in_the_service_file()
    {
        folder.With("services", """
            # ours
            [other]
            host=elsewhere

            [shop]
            host=db
            port=5433
            dbname=shop
            user=app
            sslmode=require
            [third]
            host=third
            """);
        environment["PGSERVICEFILE"] = Path.Combine(folder.Path, "services");
        environment["PGSERVICE"] = "shop";
        environment["PGUSER"] = "nobody";

        var address = (await ResolveAsync()).Value!;
        (address.ToString(), address.Source).ShouldBe(("app@db:5433/shop", "PGSERVICE"));
        new NpgsqlConnectionStringBuilder(address.ConnectionString.Reveal()).SslMode.ShouldBe(SslMode.Require);
        (await ResolveAsync(url: "service=third dbname=d")).Value!.ToString().ShouldBe("nobody@third:5432/d");
        (await ResolveAsync(url: "postgres:///d?service=other&user=u")).Value!.ToString().ShouldBe("u@elsewhere:5432/d");
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_named_with_the_files_looked_into()
    {
        environment["PGSERVICE"] = "shop";
        environment["HOME"] = folder.Path;
        environment["PGSYSCONFDIR"] = "/nowhere";

        (await ResolveAsync()).Lines().ShouldBe([
            $"Error: PGSERVICE names the service 'shop', which is not in {folder.Path}/.pg_service.conf or /nowhere/pg_service.conf | PGSERVICEFILE names another file.",
        ]);
    }

    [Fact]
    public async Task A_replica_is_read_by_whoever_names_it()
    {
        environment["REPLICA_URL"] = "postgres://app:kn4ry@replica/shop";

        var address = await new AddressReader(environment).ReadAsync(Project(), "env:REPLICA_URL", "replicas", TestContext.Current.CancellationToken);

        (address.Value!.ToString(), address.Value.Source).ShouldBe(("app@replica:5432/shop", "replicas"));
    }

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task Nothing_that_stands_in_a_variable_makes_it_throw(string text)
    {
        environment["DATABASE_URL"] = text;

        var read = await ResolveAsync();

        if (!read.Passed)
        {
            read.Diagnostics.ShouldContain(one => one.Severity == Severity.Error);
            return;
        }
        using var accepted = new NpgsqlConnection(read.Value.ConnectionString.Reveal());
    }

    public static TheoryData<string> Garbage => [
        " ", "\0", "postgres://", "postgres://@", "postgres://:@/", "postgres://:@:/?", "postgres://[", "postgres://[::1", "postgres://]/", "postgres://h/%",
        "postgres://%zz@h/%00", "postgres://h/?=", "postgres://h?&&=&x", "=", "==", "host", "host=", "=host", "host='", "host=\\", ";", ";;;", "=;", "Host=;", ";Host=h",
        "Host=h;=", "Host=h;Port=x", "Host=h;Port=", "jdbc:", "jdbc:postgresql", "jdbc:postgresql:", "jdbc:postgresql://", "env:", "file:", "exec:", "://", "Host=a,,b;User=u;",
        "host=[ user=u", "host=[]:1 user=u", "postgres://u@h:0/d", "postgres://h/d?target_session_attrs=x", "postgres://u@h/d?load_balance_hosts=maybe",
        "postgres://h/\u0001?application_name=\u0002", "postgres://h/d?options=%00", "postgres://u@h/d?load_balance_hosts=random", "postgres://u@a,b/d?load_balance_hosts=random&target_session_attrs=prefer-standby", "postgres://u@h/d?require_auth=x", "postgres://u@h/d?require_auth=!!md5", "postgres://u@h/d?require_auth=md5,!gss", "postgres://u@h/d?require_auth=,",
    ];
}
