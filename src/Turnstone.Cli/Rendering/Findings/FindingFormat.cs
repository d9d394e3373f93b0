namespace Turnstone.Cli.Rendering.Findings;

using System.Text;
using System.Text.Json;
using Turnstone.Diagnostics;

/// <summary>A form in which other programs take findings.</summary>
abstract partial class FindingFormat
{
    [Discovered]
    public static partial IReadOnlyList<FindingFormat> All { get; }

    /// <summary>As it is typed: <c>sarif</c>.</summary>
    public abstract string Name { get; }

    public abstract string Write(FindingReport report);

    protected static string Json(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(json);
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    protected static string Text(Diagnostic said) => said.Help is { } help ? $"{said.Message}\n{help}" : said.Message;
}
