namespace Turnstone.Cli;

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Turnstone.Cli.Rendering;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Servers;
using Turnstone.Text;

/// <summary>Reads the arguments, runs the verb they name, and says what went wrong.</summary>
sealed class CommandLine(Terminal terminal, Signals signals, TimeProvider time)
{
    // Composed once: a command remembers its parents.
    static readonly Lazy<Command> Everything = new(() => Compose(AllCommands.List));

    // Promised in the documentation's contract: whoever types one learns that it is the tool, not the typing.
    internal static readonly string[] Planned =
    [
        "approve", "contract", "abandon", "backfill", "squash",
        "adopt", "role", "pipeline", "fleet", "render", "serve", "lsp", "mcp",
    ];

    readonly Masking masking = new();

    /// <summary>What the arguments are read with: less than every verb begins sooner.</summary>
    public Command Root { get => field ??= Everything.Value; set; }

    public async Task<ExitCode> RunAsync(string[] arguments)
    {
        if (arguments.Length == 0)
        {
            return await ExplainAsync(Everything.Value.Parse(["--help"]));
        }
        if (arguments is ["--version"])
        {
            terminal.Out.WriteLine(RunOrigin.ToolVersionText);
            return ExitCode.Ok;
        }
        var parsed = Root.Parse(arguments);
        if (arguments is [var first, ..] && Planned.Contains(first))
        {
            return ReportOf(parsed).Fail(FailureKind.Refused, Diagnostic.Error("not-built", $"'turnstone {first}' is not built yet.",
                help: "'turnstone --help' lists what is."));
        }
        if (parsed.Errors.Count > 0)
        {
            var report = ReportOf(parsed);
            return report.Fail(FailureKind.Refused, Mistyped(parsed));
        }
        if ((Swallowed(parsed) ?? TakenForFile(parsed)) is { } swallowed)
        {
            return ReportOf(parsed).Fail(FailureKind.Refused, swallowed);
        }
        if (parsed.CommandResult.Command is not CliCommand command || parsed.Action is not null && parsed.Action != command.Action)
        {
            return await ExplainAsync(parsed);
        }
        return await RunAsync(command, parsed);
    }

    // The parser gives an option that wants a value the next word, whatever it is: 'apply --to --json'.
    static Diagnostic? Swallowed(ParseResult parsed) => parsed.CommandResult.Children.OfType<OptionResult>()
        .SelectMany(option => option.Tokens.Where(token => token.Value.StartsWith("--", StringComparison.Ordinal)).Select(token =>
            Diagnostic.Error("usage", $"{option.Option.Name} wants a value, and '{token.Value}' is none.", help: $"See: turnstone {(parsed.CommandResult.Command as CliCommand)?.FullName} --help")))
        .FirstOrDefault();

    // Where a file may stand the parser takes any word for one, a mistyped option too: 'apply --yess'.
    Diagnostic? TakenForFile(ParseResult parsed) => parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
        .Where(token => token.Value.StartsWith("--", StringComparison.Ordinal)).Select(token => Unknown(parsed, token.Value)).FirstOrDefault();

    // A word that is none makes the parser miss a verb as well: one mistake is said once.
    IEnumerable<Diagnostic> Mistyped(ParseResult parsed)
    {
        if (TakenForFile(parsed) is { } option)
        {
            return [option];
        }
        if (parsed.UnmatchedTokens is [])
        {
            return parsed.Errors.Select(error => Diagnostic.Error("usage", masking.Mask(error.Message), help: See(parsed)));
        }
        return parsed.UnmatchedTokens.Select(word => Unknown(parsed, word));
    }

    Diagnostic Unknown(ParseResult parsed, string word)
    {
        var command = parsed.CommandResult.Command;
        List<string> words = [.. command.Subcommands.Select(verb => verb.Name), .. command.Options.Concat(Root.Options).Select(option => option.Name)];
        return Diagnostic.Error("usage", masking.Mask($"'{word}' is not known here."), help: Nearest.To(word, words) is { } meant ? $"Did you mean {meant}?\n{See(parsed)}" : See(parsed));
    }

    static string See(ParseResult parsed) => parsed.CommandResult.Command is CliCommand known ? $"See: turnstone {known.FullName} --help" : "See: turnstone --help";

    async Task<ExitCode> RunAsync(CliCommand command, ParseResult parsed)
    {
        var report = ReportOf(parsed);
        signals.Listen();
        try
        {
            return await command.RunAsync(new Invocation(parsed, terminal, report, masking, signals, time));
        }
        catch (FailureException failure)
        {
            return report.Fail(failure.Kind, failure.Diagnostic);
        }
        catch (OperationCanceledException) when (signals.Stopping.NoNewStep.IsCancellationRequested)
        {
            return report.Fail(FailureKind.Stopped, Diagnostic.Error("stopped", "Stopped by a signal; no step was begun."));
        }
        catch (Npgsql.PostgresException refused)
        {
            return report.Fail(ServerTrouble.KindOf(refused), ServerTrouble.Of(refused), refused);
        }
        catch (Npgsql.NpgsqlException lost)
        {
            return report.Fail(FailureKind.Unavailable, Diagnostic.Error("connection-lost", $"The connection to the server was lost: {lost.Message}",
                help: "What was committed is in the ledger: 'turnstone status' shows it."), lost);
        }
        catch (ServerException trouble)
        {
            return report.Fail(FailureKind.Refused, Diagnostic.Error("local-server", trouble.Message), trouble);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return report.Fail(FailureKind.Refused, Diagnostic.Error("file", trouble.Message, help: "Check that the place exists and may be read and written."), trouble);
        }
        catch (Exception bug)
        {
            return report.Fail(FailureKind.Refused, Diagnostic.Error("bug", $"This should not happen: {bug.GetType().Name}: {bug.Message}",
                help: "What was committed is in the ledger. Please report it, with the output of the same command and -v."), bug);
        }
    }

    async Task<ExitCode> ExplainAsync(ParseResult parsed)
    {
        if (parsed.Action is null)
        {
            parsed = Everything.Value.Parse(["--help"]);
        }
        var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error });
        if (parsed.Action is HelpAction && parsed.CommandResult.Command is CliCommand command)
        {
            terminal.Out.WriteLine($"Example:\n  {command.Example}\n");
        }
        return (ExitCode)code;
    }

    Report ReportOf(ParseResult parsed) => new(terminal, masking, signals, parsed.CommandResult.Command is CliCommand command ? command.FullName : "")
    {
        Nothing = parsed.CommandResult.Command is CliCommand verb ? verb.WriteNothing : null,
        Json = parsed.GetValue(CommonOptions.Json) || parsed.CommandResult.Command is CliCommand wanting && wanting.WantsJson(parsed),
        Events = parsed.GetValue(RunOptions.Events),
        Time = time,
        Quiet = parsed.GetValue(CommonOptions.Quiet),
        Verbose = parsed.GetValue(CommonOptions.Verbose),
        Colors = terminal.OutIsTerminal && !parsed.GetValue(CommonOptions.NoColor) && !terminal.Environment.ContainsKey("NO_COLOR"),
    };

    public static Command Compose(IEnumerable<CliCommand> commands)
    {
        var root = new Command("turnstone", "A database change pipeline for PostgreSQL: proves a change before production and carries it out without downtime.");
        foreach (var option in (IEnumerable<Option>)[.. CommonOptions.All, new HelpOption(), new VersionOption()])
        {
            root.Add(option);
        }
        var ranked = commands.OrderBy(command => command.Rank).ThenBy(command => command.Name, StringComparer.Ordinal).ToList();
        foreach (var command in ranked)
        {
            Command parent = command.PartOf is { } verb ? ranked.Single(one => one.Name == verb && one.PartOf is null) : root;
            parent.Add(command);
        }
        return root;
    }
}
