namespace Turnstone.Migrations;

using System.Collections.Immutable;
using System.Text;
using Turnstone.Diagnostics;
using Turnstone.Sql;

/// <summary>Finds the data files that a migration names, and reads what a plan has to know of them.</summary>
/// <param name="root">The project's folder; what is outside of it is refused.</param>
sealed class DataFileReader(string root)
{
    const string Rule = "data-file";

    /// <param name="path">Of the migration.</param>
    public Checked<ImmutableArray<DataFile>.Builder> Read(SourceText migration, string path)
    {
        var shown = MigrationDirectory.Shown(root, path);
        using var source = migration.Open();
        var reader = new StatementReader(source) { Mark = Directives.Mark };
        while (reader.Read() is not null)
        {
        }
        var files = ImmutableArray.CreateBuilder<DataFile>();
        var said = new List<Diagnostic>();
        foreach (var comment in reader.Comments.Where(comment => CopyDirective.IsMentioned(comment.Text)))
        {
            var directive = CopyDirective.Read(comment, shown);
            var file = directive.Passed ? Read(directive.Value, path, comment.Position, shown) : null;
            said.AddRange(directive.Diagnostics);
            said.AddRange(file?.Diagnostics ?? []);
            if (file is { Passed: true })
            {
                files.Add(file.Value);
            }
        }
        return Checked.Of(files, said);
    }

    Checked<DataFile> Read(CopyDirective directive, string migration, TextPosition position, string shown)
    {
        Checked<DataFile> Refuse(string message, string help) => Checked.Failed<DataFile>(Diagnostic.Error(Rule, message, shown, help).At(position));
        var path = Path.GetFullPath(directive.File, Path.GetDirectoryName(migration)!);
        var file = MigrationDirectory.Shown(root, path);
        if (IsOutside(file))
        {
            return Refuse($"{directive.File} is outside of the project.", "Copy it into the project, next to the migration.");
        }
        if (!System.IO.File.Exists(path))
        {
            return Refuse($"There is no file {file}.", "Write its path relative to the migration's folder, or add the file.");
        }
        if (System.IO.File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target && IsOutside(MigrationDirectory.Shown(root, target.FullName)))
        {
            return Refuse($"{directive.File} leads to a file outside of the project.", "Copy it into the project, next to the migration.");
        }
        var read = SourceScan.Read(path, file, keep: -1);
        if (!read.Passed)
        {
            return Checked.Failed<DataFile>(read.Diagnostics);
        }
        using var scan = read.Value;
        var header = directive is { HasHeader: true, Columns: null } ? Header(scan.Head, directive.Delimiter is [var delimiter] ? delimiter : ',') : [];
        return Checked.Of(new DataFile(file, scan.Text, directive.Statement(header), position));
    }

    static bool IsOutside(string shown) => Path.IsPathRooted(shown) || shown == ".." || shown.StartsWith("../", StringComparison.Ordinal);

    // The first record of CSV: its values, quoted or not.
    static ImmutableArray<string> Header(string text, char delimiter)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        var name = new StringBuilder();
        var isQuoted = false;
        for (var at = 0; at < text.Length && (isQuoted || text[at] != '\n'); at++)
        {
            if (text[at] == '"')
            {
                var isDoubled = isQuoted && at + 1 < text.Length && text[at + 1] == '"';
                name.Append(isDoubled ? "\"" : "");
                at += isDoubled ? 1 : 0;
                isQuoted = isDoubled || !isQuoted;
            }
            else if (text[at] == delimiter && !isQuoted)
            {
                names.Add(name.ToString());
                name.Clear();
            }
            else
            {
                name.Append(text[at]);
            }
        }
        return text.Length == 0 ? [] : [.. names, name.ToString()];
    }
}
