namespace Turnstone.Cli.Rendering;

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Text;

/// <summary>What a verb says, as text for people or as one JSON document: results on standard output, the rest on standard error.</summary>
/// <remarks>Nothing gets out but through here, and everything is masked on the way.</remarks>
sealed partial class Report(Terminal terminal, Masking masking, Signals signals, string verb)
{
    // Of thousands each would be a call of the system.
    const int AtOnce = 64;

    // A signal, a second connection and the run itself have something to say at the same time.
    readonly Lock saying = new();
    readonly MaskedJson events = new(masking, indented: false);
    readonly List<Diagnostic> diagnostics = [];
    int barWidth;

    public required bool Json { get; init; }
    public required bool Quiet { get; init; }
    public required bool Verbose { get; init; }
    public required bool Colors { get; init; }

    /// <summary>Whether standard error carries JSON lines, and nothing else.</summary>
    public bool Events { get; init; }

    /// <summary>The run that it is about, once there is one.</summary>
    public Guid? Run { get; set; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The columns that a line of progress has; none where nobody looks.</summary>
    public int? Width => terminal.ErrorIsTerminal ? terminal.Width() : null;

    /// <summary>The database that it is about, once that is known.</summary>
    public DatabaseAddress? Target { get; set; }

    public string? Project { get; set; }

    /// <summary>The members of the JSON document where the verb failed before it had anything to put into them.</summary>
    public Action<Utf8JsonWriter>? Nothing { get; init; }

    /// <summary>Whether results are shown as they are; what goes to standard error never is.</summary>
    public bool ShowsSecrets { get; set; }

    /// <summary>The folder that files are shown relative to.</summary>
    public string Folder { get; set; } = terminal.Folder;

    /// <summary>Texts of files, as they are shown, that what was added speaks of.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; set; } = new Dictionary<string, string>();

    /// <summary>Whether of many warnings that are alike only a few are shown.</summary>
    public bool Folds { get; set; }

    public bool HasErrors => diagnostics.Any(one => one.Severity == Severity.Error);

    public void Add(IEnumerable<Diagnostic> said) => diagnostics.AddRange(said.Select(WithEnvironment));

    /// <summary>A note that whoever waits is to see as well, without having asked for more.</summary>
    public void Remark(Diagnostic note)
    {
        Add([note]);
        if (!Verbose)
        {
            Progress($"note: {note.Message}");
        }
    }

    // What is to be typed next is typed for the same database.
    Diagnostic WithEnvironment(Diagnostic diagnostic) => Target?.Environment is { } name && diagnostic.Help is { } help
        ? diagnostic with { Help = Typed().Replace(help, $"$0 --env {name}") }
        : diagnostic;

    [GeneratedRegex(@"\bturnstone (apply|undo|plan|status|baseline|accept-edit|switch|wait|preflight|doctor|audit verify)\b(?! --env)", RegexOptions.CultureInvariant)]
    private static partial Regex Typed();

    /// <summary>Part of the result; not in JSON.</summary>
    public void Line(string text = "")
    {
        if (!Json && !Quiet)
        {
            lock (saying)
            {
                ClearBar();
                Write(terminal.Out, (ShowsSecrets ? text : masking.Mask(text)) + "\n");
            }
        }
    }

    /// <summary>How far it is: one line, drawn over the one before it and cleared by whatever comes next. Only somebody who looks sees it.</summary>
    public void Bar(string text)
    {
        if (Width is { } width && !Quiet && !Json && !Events)
        {
            // In its last column a terminal may begin the next line, where nothing clears it.
            var line = Cut(masking.Mask(text), width - 1);
            lock (saying)
            {
                Write(terminal.Error, $"\r{line.PadRight(barWidth)}");
                barWidth = line.Length;
            }
        }
    }

    /// <summary>What is going on meanwhile.</summary>
    public void Progress(string text)
    {
        if (!Quiet && !Events)
        {
            lock (saying)
            {
                ClearBar();
                Write(terminal.Error, masking.Mask(text) + "\n");
            }
        }
    }

    /// <summary>What is going on meanwhile, as one line of JSON; where it was not asked for, nothing.</summary>
    public void Event(string name, Action<Utf8JsonWriter> members)
    {
        if (!Events)
        {
            return;
        }
        lock (saying)
        {
            var line = events.Write(
                json =>
                {
                    json.WriteString("event", name);
                    json.WriteString("at", Time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
                    if (Run is { } run)
                    {
                        json.WriteString("run_id", run);
                    }
                    members(json);
                },
                showsSecrets: false);
            // In one piece: whoever is killed behind it has said it whole.
            Write(terminal.Error, line + "\n");
        }
    }

    /// <summary>As much of a text as fits.</summary>
    public static string Cut(string text, int width) => text.Length <= width ? text : width < 2 ? "" : $"{text[..(width - 1)]}…";

    public ExitCode Fail(FailureKind kind, Diagnostic diagnostic, Exception? cause = null)
    {
        if (cause is not null && Verbose)
        {
            Progress($"{cause}");
            Event("cause", json => json.WriteString("text", $"{cause}"));
        }
        return Fail(kind, [diagnostic]);
    }

    public ExitCode Fail(FailureKind kind, IEnumerable<Diagnostic> said)
    {
        Add(said);
        return End(kind);
    }

    /// <summary>Ends with what was added: an error refuses.</summary>
    public ExitCode End(Action<Utf8JsonWriter>? json = null) => End(HasErrors ? FailureKind.Refused : null, json);

    public ExitCode End(FailureKind? failure, Action<Utf8JsonWriter>? json = null) => End(ExitCodes.Of(failure, signals), json);

    public ExitCode End(ExitCode code, Action<Utf8JsonWriter>? json = null)
    {
        foreach (var diagnostic in diagnostics)
        {
            Event("diagnostic", line => DiagnosticRenderer.Write(line, diagnostic));
        }
        Event("ended", line => line.WriteNumber("exit_code", (int)code));
        ClearBar();
        if (Json)
        {
            WriteJson(code, json ?? Nothing);
        }
        if (Json || Events)
        {
            return code;
        }
        var renderer = new DiagnosticRenderer(Folder, Colors, masking, Texts);
        var shown = diagnostics.Where(one => Verbose || one.Severity > (Quiet ? Severity.Warning : Severity.Info));
        foreach (var some in (Folds && !Verbose ? Folding.Of(shown) : shown.Select(one => (Said: one, More: 0))).Chunk(AtOnce))
        {
            Write(terminal.Error, string.Concat(some.Select(one => masking.Mask(renderer.Render(one.Said)) + (one.More > 0 ? $"… and {one.More} more like it, shown with -v\n" : ""))));
        }
        return code;
    }

    void ClearBar()
    {
        if (barWidth > 0)
        {
            Write(terminal.Error, $"\r{new string(' ', barWidth)}\r");
            barWidth = 0;
        }
    }

    // Whoever listened may be gone, or the disk that the output goes to full: what a run does never depends on it.
    static void Write(TextWriter to, string text)
    {
        try
        {
            to.Write(text);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
        }
    }

    void WriteJson(ExitCode code, Action<Utf8JsonWriter>? more) => Write(terminal.Out, new MaskedJson(masking, indented: true).Write(
        json =>
        {
            json.WriteString("turnstone", RunOrigin.ToolVersionText);
            json.WriteString("verb", verb);
            json.WriteNumber("exit_code", (int)code);
            more?.Invoke(json);
            json.WriteStartArray("diagnostics");
            foreach (var diagnostic in diagnostics)
            {
                json.WriteStartObject();
                DiagnosticRenderer.Write(json, diagnostic);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        },
        ShowsSecrets) + "\n");
}
