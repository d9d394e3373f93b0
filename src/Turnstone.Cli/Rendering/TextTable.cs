namespace Turnstone.Cli.Rendering;

using Spectre.Console;

/// <summary>Rows under headings, as wide as they need to be.</summary>
static class TextTable
{
    public static void Write(Report report, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = true };
        foreach (var heading in headings)
        {
            table.AddColumn(new TableColumn(Markup.Escape(heading)) { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        }
        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = 500;
        console.Write(table);
        foreach (var line in text.ToString().TrimEnd().Split('\n'))
        {
            report.Line(line.TrimEnd());
        }
    }
}
