namespace Turnstone.Postgres.Tests.Cli;

using Turnstone.Cli;

public sealed class FirstDayTests(PostgresServer server)
{
    [Fact]
    public async Task A_transaction_takes_its_level_from_its_first_statement()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__level.sql",
            "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;\nCREATE TABLE level AS SELECT current_setting('transaction_isolation') AS is;");

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.ScalarAsync<string>("SELECT level.is FROM level")).ShouldBe("serializable");
    }

    [Fact]
    public async Task Options_of_a_begin_that_is_left_out_are_refused_and_not_lost()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__level.sql", "BEGIN ISOLATION LEVEL SERIALIZABLE;\nCREATE TABLE t ();\nCOMMIT;");

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("migrations/V1__level.sql:1:1");
        run.Error.ShouldContain("SET TRANSACTION ISOLATION LEVEL");
    }

    [Fact]
    public async Task A_half_way_migration_whose_file_is_gone_is_not_called_future()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("V1__ok.sql", "CREATE TABLE ok (id int);")
            .Write("V2__half.sql", "CREATE INDEX CONCURRENTLY i ON ok (id);\nSELECT 1/0;");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(5);
        File.Delete(Path.Combine(project.Folder, "migrations/V2__half.sql"));

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain("V2 (half) is half-way and its file, migrations/V2__half.sql, is not here.");
        (await project.RunAsync("wait --timeout 1s")).ExitCode.ShouldBe(3);
    }

    [Fact]
    public async Task A_head_that_is_none_is_a_typing_error_and_no_alarm()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database);

        (await project.RunAsync("audit verify --head zzz")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task A_run_goes_on_when_nobody_can_read_what_it_says()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__a.sql", "CREATE TABLE a ();").Write("V2__b.sql", "CREATE TABLE b ();");
        using var signals = new Signals(TimeProvider.System);
        await using var full = new FullDisk();
        var variables = new Dictionary<string, string> { ["DATABASE_URL"] = database.ConnectionString };
        var terminal = new Terminal(TextReader.Null, full, full, OutIsTerminal: false, ErrorIsTerminal: false, variables, project.Folder);

        var code = await new CommandLine(terminal, signals, TimeProvider.System).RunAsync(["apply"]);

        ((int)code).ShouldBe(0);
        (await database.ScalarAsync<string?>("SELECT to_regclass('b')::text")).ShouldBe("b");
    }

    sealed class FullDisk : TextWriter
    {
        public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;

        public override void Write(char value) => throw new IOException("No space left on device");

        public override void Write(string? value) => throw new IOException("No space left on device");
    }

    [Theory]
    [InlineData("aply", "'aply' is not known here.", "Did you mean apply?")]
    [InlineData("undo --lastrun", "'--lastrun' is not known here.", "Did you mean --last-run?")]
    [InlineData("local upp", "'upp' is not known here.", "Did you mean up?")]
    [InlineData("status --jsn", "'--jsn' is not known here.", "Did you mean --json?")]
    [InlineData("zzzzzz", "'zzzzzz' is not known here.", "See: turnstone --help")]
    public async Task A_mistyped_word_is_said_once_with_the_one_that_was_meant(string typed, string message, string help)
    {
        using var project = new TestProject();

        var run = await project.RunAsync(typed);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldStartWith($"error[usage]: {message}");
        run.Error.ShouldContain(help);
        run.Error.ShouldNotContain("Required command");
    }
}
