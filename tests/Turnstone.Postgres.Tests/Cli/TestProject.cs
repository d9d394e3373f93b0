namespace Turnstone.Postgres.Tests.Cli;

using Turnstone.Cli;

/// <summary>A project in a folder of its own, and the command line in it, in this process.</summary>
public sealed class TestProject : IDisposable
{
    readonly Dictionary<string, string> environment = [];

    public TestProject(TestDatabase? database = null)
    {
        Folder = Directory.CreateTempSubdirectory("turnstone-test-").FullName;
        Configuration = Folder + ".config";
        environment["XDG_CONFIG_HOME"] = Configuration;
        if (database is not null)
        {
            environment["DATABASE_URL"] = database.ConnectionString;
        }
    }

    public string Folder { get; }

    /// <summary>Where the user's own configuration is, which may not be there.</summary>
    public string Configuration { get; }

    /// <summary>A copy of <c>examples/shop</c>.</summary>
    public static TestProject Shop(TestDatabase database)
    {
        var shop = Path.Combine(RepositoryRoot.Find(), "examples/shop");
        var project = new TestProject(database);
        foreach (var file in Directory.GetFiles(shop, "*", SearchOption.AllDirectories))
        {
            project.WriteAt(Path.GetRelativePath(shop, file), File.ReadAllText(file));
        }
        return project;
    }

    /// <summary>Sets a variable that the command line sees.</summary>
    public TestProject With(string variable, string value)
    {
        environment[variable] = value;
        return this;
    }

    /// <summary>Writes a file below the folder; a bare migration name goes into <c>migrations</c>.</summary>
    public TestProject Write(string name, string text) =>
        WriteAt(name.Contains('/', StringComparison.Ordinal) || name.StartsWith("turnstone", StringComparison.Ordinal) ? name : $"migrations/{name}", text);

    /// <summary>Writes a file at exactly that path below the folder.</summary>
    public TestProject WriteAt(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    /// <summary>Writes a file of the migrations folder byte by byte.</summary>
    public TestProject Write(string name, byte[] bytes)
    {
        Write(name, "");
        File.WriteAllBytes(Path.Combine(Folder, "migrations", name), bytes);
        return this;
    }

    public TestProject Delete(string migration)
    {
        File.Delete(Path.Combine(Folder, "migrations", migration));
        return this;
    }

    public string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    /// <summary>Runs the command line as a user would type it, split at blanks.</summary>
    public Task<CliRun> RunAsync(string command) => RunAsync(command.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public async Task<CliRun> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await RunAsync(arguments, output, error);
        return new(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs it with both streams in one, in the order of a terminal.</summary>
    public async Task<(int ExitCode, string Text)> RunOnTerminalAsync(params string[] arguments)
    {
        using var both = new StringWriter();
        var code = await RunAsync(arguments, both, both);
        return (code, both.ToString());
    }

    /// <summary>Runs it for somebody who answers its questions, one line each.</summary>
    public async Task<CliRun> RunAnsweringAsync(string answers, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var typed = new StringReader(answers);
        var code = await RunAsync(arguments, output, error, typed);
        return new(code, output.ToString(), error.ToString());
    }

    async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, TextReader? typed = null)
    {
        using var signals = new Signals(TimeProvider.System);
        var terminal = new Terminal(typed ?? TextReader.Null, output, error, OutIsTerminal: false, ErrorIsTerminal: false, environment, Folder) { InIsTerminal = typed is not null };
        return (int)await new CommandLine(terminal, signals, TimeProvider.System).RunAsync(arguments);
    }

    /// <summary>Starts the command line as a process of its own.</summary>
    public TurnstoneProcess Start(params string[] arguments) => TurnstoneProcess.Start(Folder, environment, arguments);

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        if (Directory.Exists(Configuration))
        {
            Directory.Delete(Configuration, recursive: true);
        }
    }
}

/// <summary>How a call of the command line ended and what it said.</summary>
public sealed record CliRun(int ExitCode, string Output, string Error)
{
    public string Everything => Output + Error;
}
