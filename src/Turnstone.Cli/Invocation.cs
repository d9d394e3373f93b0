namespace Turnstone.Cli;

using System.Collections.Immutable;
using System.CommandLine;
using Turnstone.Cli.Rendering;
using Turnstone.Configuration;
using Turnstone.Configuration.Secrets;
using Turnstone.Diagnostics;
using Turnstone.Execution;
using Turnstone.Migrations;
using Turnstone.Steps;
using Turnstone.Text;

/// <summary>One call of a verb: its arguments, where it reads and writes, and the project it stands in.</summary>
sealed record Invocation(ParseResult Arguments, Terminal Terminal, Report Report, Masking Masking, Signals Signals, TimeProvider Time)
{
    /// <summary>As it is typed: <c>verify</c>.</summary>
    public string Verb => (Arguments.CommandResult.Command as CliCommand)?.FullName ?? "";

    public CancellationToken Stop => Signals.Stopping.NoNewStep;

    public string Folder => Arguments.GetValue(CommonOptions.Folder) is { } folder ? Path.GetFullPath(folder, Terminal.Folder) : Terminal.Folder;

    /// <summary>Shows what happens in a run.</summary>
    public Action<RunEvent> OnEvent { get; } = Report.Events ? new EventWriter(Report).Write : new RunRenderer(Report).Show;

    /// <summary>Settings that options of the verb give, by flag.</summary>
    public IReadOnlyDictionary<string, string> Flags { get; init; } = new Dictionary<string, string>();

    /// <summary>The project's settings, references to secrets not followed; complaints become the verb's failure.</summary>
    public Settings? Settings()
    {
        var read = Take(new SettingsReader(Terminal.Environment).Read(Folder, Flags));
        Report.Folder = read?.Root ?? Folder;
        if (!Directory.Exists(Folder))
        {
            Report.Add([Diagnostic.Error("no-such-folder", $"There is no folder {Folder}.", help: "Correct --folder.")]);
            return null;
        }
        return read;
    }

    /// <summary>The project's settings, with the placeholders' secrets read; complaints become the verb's failure.</summary>
    public async Task<Settings?> SettingsAsync()
    {
        var read = Settings();
        if (read is null)
        {
            return null;
        }
        if (Take(await new SecretSources(Terminal.Environment).ReadAsync(read, Stop)) is not { } complete)
        {
            return null;
        }
        foreach (var (_, placeholder) in complete.Placeholders)
        {
            if (placeholder.Secret is { } secret)
            {
                Masking.Add(secret);
            }
        }
        return complete;
    }

    /// <summary>The pipeline of the project onto the database that is to be an environment's.</summary>
    public async Task<Pipeline?> PipelineAsync(ClaimTarget target)
    {
        if (await SettingsAsync() is not { } settings)
        {
            return null;
        }
        var isDefined = settings.Environments.ContainsKey(target.Environment);
        if (!isDefined && settings.Environments.Count > 0)
        {
            Refuse($"There is no environment '{target.Environment}' in turnstone.yaml.", Nearest.To(target.Environment, settings.Environments.Keys) is { } meant
                ? $"Did you mean {meant}?" : $"There is: {string.Join(", ", settings.Environments.Keys)}.");
            return null;
        }
        var address = Take(await new AddressReader(Terminal.Environment).ResolveAsync(
            settings, target.Url is null ? target.Environment : null, target.Url, changesTarget: true, Stop));
        return address is null ? null : PipelineOf(settings, address with { Environment = isDefined ? target.Environment : null }, []);
    }

    /// <summary>The pipeline of the project onto the database that the options name.</summary>
    public async Task<Pipeline?> PipelineAsync(TargetOptions target, bool changesTarget)
    {
        // Only what is sent needs the secrets in it; a plan shows them as references.
        if ((changesTarget ? await SettingsAsync() : Settings()) is not { } settings)
        {
            return null;
        }
        return await PipelineAsync(settings, Arguments.GetValue(target.Environment), Arguments.GetValue(target.Url), Arguments.GetValue(target.Context) ?? [], changesTarget);
    }

    /// <summary>The pipeline of the project onto an environment's database, or another; complaints become the verb's failure.</summary>
    public async Task<Pipeline?> PipelineAsync(Settings settings, string? environment, string? url, string[] asked, bool changesTarget)
    {
        var address = Take(await new AddressReader(Terminal.Environment).ResolveAsync(settings, environment, url, changesTarget, Stop));
        if (address is null)
        {
            return null;
        }
        var contexts = Contexts(asked, EnvironmentOf(settings, address));
        return contexts is null ? null : PipelineOf(settings, address, contexts.Value);
    }

    static EnvironmentSettings? EnvironmentOf(Settings settings, DatabaseAddress address) => address.Environment is { } name ? settings.Environments[name] : null;

    Pipeline PipelineOf(Settings settings, DatabaseAddress address, ImmutableArray<string> contexts)
    {
        if (address.Password is { } password)
        {
            Masking.Add(password);
        }
        Report.Target = address;
        Report.Project = settings.Project;
        Signals.Grace = (EnvironmentOf(settings, address)?.Run ?? settings.Run).Grace;
        return new(settings, address, contexts, SurroundingsFor(OnEvent));
    }

    /// <summary>From now on a signal is told of as a run hears it.</summary>
    public void TellOfSignals() => Signals.OnHeard = (signal, grace) => OnEvent(new RunEvent.StopRequested(signal, grace));

    /// <summary>The value, or none once its errors are on record.</summary>
    public T? Take<T>(Checked<T> made) where T : class
    {
        Report.Add(made.Diagnostics);
        return made.Value;
    }

    /// <summary>The version that an option gives; what is none becomes the verb's failure.</summary>
    public MigrationVersion? Version(string option, string? written)
    {
        MigrationVersion? version = null;
        if (written is not null && !MigrationVersion.TryParse(written.TrimStart('V'), out version))
        {
            Refuse($"{option} {written}: not a version.", $"Versions are digits joined by dots: {option} 20260114093000");
        }
        return version;
    }

    /// <summary>What was typed does not fit.</summary>
    public void Refuse(string message, string help) => Report.Add([Diagnostic.Error("usage", message, help: help)]);

    /// <summary>Whether the user wants it: asked on a terminal; without one <c>--yes</c> has to say so.</summary>
    public async Task<bool> ConfirmsAsync(bool yes, string question)
    {
        if (yes)
        {
            return true;
        }
        if (!Terminal.InIsTerminal)
        {
            Refuse("This takes something away, and there is no terminal to ask on.", "Nothing was changed.\nIf it is meant: add --yes.");
            return false;
        }
        if (await AskAsync(question))
        {
            return true;
        }
        Report.Add([Diagnostic.Error("declined", "Nothing was changed.")]);
        return false;
    }

    /// <summary>What somebody at the terminal says to a question.</summary>
    public async Task<bool> AskAsync(string question)
    {
        Terminal.Error.Write($"{Masking.Mask(question)} [y/N] ");
        // A console's reader does not hear of the token: Ctrl-C answers in its place.
        var answer = Task.Run(Terminal.In.ReadLine, CancellationToken.None);
        return await answer.WaitAsync(Stop) is "y" or "Y" or "yes";
    }

    public Surroundings SurroundingsFor(Action<RunEvent> onEvent) => new(Terminal.Environment, Masking, Time, onEvent);

    ImmutableArray<string>? Contexts(string[] asked, EnvironmentSettings? environment)
    {
        if (asked.Length > 0 && environment is { Governed: true })
        {
            Report.Add([Diagnostic.Error("context", $"Environment '{environment.Name}' has 'require:': --context is refused there.",
                help: "List its contexts in turnstone.yaml.")]);
            return null;
        }
        return [.. environment?.Contexts ?? [], .. asked];
    }
}
