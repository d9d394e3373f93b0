namespace Turnstone.Cli.Rendering;

using System.Text;
using System.Text.Encodings.Web;
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
    // Names and SQL keep their quotes and signs: this JSON is read by programs and people, never put into a page.
    static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly List<Diagnostic> diagnostics = [];
    int barWidth;

    public required bool Json { get; init; }
    public required bool Quiet { get; init; }
    public required bool Verbose { get; init; }
    public required bool Colors { get; init; }

    /// <summary>The database that it is about, once that is known.</summary>
    public DatabaseAddress? Target { get; set; }

    public string? Project { get; set; }

    /// <summary>The members of the JSON document where the verb failed before it had anything to put into them.</summary>
    public Action<Utf8JsonWriter>? Nothing { get; init; }

    /// <summary>Whether results are shown as they are; what goes to standard error never is.</summary>
    public bool ShowsSecrets { get; set; }

    /// <summary>The folder that files are shown relative to.</summary>
    public string Folder { get; set; } = terminal.Folder;

    public bool HasErrors => diagnostics.Any(one => one.Severity == Severity.Error);

    public void Add(IEnumerable<Diagnostic> said) => diagnostics.AddRange(said.Select(WithEnvironment));

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
            ClearBar();
            Write(terminal.Out, (ShowsSecrets ? text : masking.Mask(text)) + "\n");
        }
    }

    /// <summary>How far it is: one line, drawn over the one before it and cleared by whatever comes next. Only somebody who looks sees it.</summary>
    public void Bar(string text)
    {
        if (terminal.ErrorIsTerminal && !Quiet && !Json)
        {
            Write(terminal.Error, $"\r{text.PadRight(barWidth)}");
            barWidth = text.Length;
        }
    }

    /// <summary>What is going on meanwhile.</summary>
    public void Progress(string text)
    {
        if (!Quiet)
        {
            ClearBar();
            Write(terminal.Error, masking.Mask(text) + "\n");
        }
    }

    public ExitCode Fail(FailureKind kind, Diagnostic diagnostic, Exception? cause = null)
    {
        if (cause is not null && Verbose)
        {
            Write(terminal.Error, masking.Mask(cause.ToString()) + "\n");
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
        ClearBar();
        if (Json)
        {
            WriteJson(code, json ?? Nothing);
            return code;
        }
        var renderer = new DiagnosticRenderer(Folder, Colors, masking);
        foreach (var diagnostic in diagnostics.Where(one => Verbose || one.Severity > (Quiet ? Severity.Warning : Severity.Info)))
        {
            Write(terminal.Error, masking.Mask(renderer.Render(diagnostic)));
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

    void WriteJson(ExitCode code, Action<Utf8JsonWriter>? more)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Indented))
        {
            json.WriteStartObject();
            json.WriteString("turnstone", RunOrigin.ToolVersionText);
            json.WriteString("verb", verb);
            json.WriteNumber("exit_code", (int)code);
            more?.Invoke(json);
            json.WriteStartArray("diagnostics");
            foreach (var diagnostic in diagnostics)
            {
                DiagnosticRenderer.Write(json, diagnostic);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        Write(terminal.Out, (ShowsSecrets ? Encoding.UTF8.GetString(stream.ToArray()) : Masked(stream.ToArray())) + "\n");
    }

    // Each string for itself: a literal that lacks its closing quote must not take the rest of the document with it.
    string Masked(byte[] document)
    {
        using var read = JsonDocument.Parse(document);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Indented))
        {
            WriteMasked(json, read.RootElement);
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    void WriteMasked(Utf8JsonWriter json, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in element.EnumerateObject())
                {
                    json.WritePropertyName(member.Name);
                    WriteMasked(json, member.Value);
                }
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var one in element.EnumerateArray())
                {
                    WriteMasked(json, one);
                }
                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(masking.Mask(element.GetString()!));
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }
}
