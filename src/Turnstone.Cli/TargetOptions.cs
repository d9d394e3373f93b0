namespace Turnstone.Cli;

using System.CommandLine;

/// <summary>How a verb is told which database it is about.</summary>
sealed class TargetOptions
{
    public Option<string?> Environment { get; } = new("--env") { Description = "An environment of turnstone.yaml" };

    public Option<string?> Url { get; } = new("--url")
    {
        Description = "The database: a URL without a password, or where it is found (env:DATABASE_URL, file:/run/secrets/dsn)",
    };

    public Option<string[]> Context { get; } = new("--context") { Description = "Run the files of this context as well" };

    public void AddTo(Command command)
    {
        command.Add(Environment);
        command.Add(Url);
        command.Add(Context);
    }
}
