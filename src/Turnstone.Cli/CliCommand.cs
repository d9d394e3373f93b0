namespace Turnstone.Cli;

using System.CommandLine;
using System.Text.Json;

/// <summary>A verb: its options are fields, its work is one method, its exit code is typed.</summary>
abstract class CliCommand : Command
{
    protected CliCommand(string name, string description, string example)
        : base(name, description)
    {
        Example = example;
        // Never called: a verb answers through RunAsync. With it, a verb that is typed without its parts is no error of the parser's.
        SetAction(_ => 0);
    }

    /// <summary>A call as it is typed, shown by <c>--help</c>.</summary>
    public string Example { get; }

    /// <summary>Where help lists it: every-day verbs come first.</summary>
    public virtual int Rank => 100;

    /// <summary>The verb that it is a part of: <c>local</c> for <c>local up</c>.</summary>
    public virtual string? PartOf => null;

    /// <summary>As it is typed: <c>local up</c>.</summary>
    public string FullName => PartOf is null ? Name : $"{PartOf} {Name}";

    /// <summary>Whether its own options ask for its JSON document.</summary>
    public virtual bool WantsJson(ParseResult arguments) => false;

    /// <summary>The members of its JSON document where it failed before it had anything to put into them.</summary>
    public virtual void WriteNothing(Utf8JsonWriter json)
    {
    }

    public abstract Task<ExitCode> RunAsync(Invocation invocation);
}
