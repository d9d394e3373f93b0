namespace Turnstone.Migrations;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>A comment that has a data file copied into a table where it stands: <c>-- turnstone: copy table=app.country file=country.csv</c>.</summary>
sealed record CopyDirective
{
    const string Word = "copy";
    const string Rule = "copy-directive";

    static readonly string[] Keys = ["table", "file", "format", "columns", "header", "delimiter", "null"];

    /// <summary>A name as SQL has it.</summary>
    public required string Table { get; init; }

    /// <summary>Relative to the migration's folder.</summary>
    public required string File { get; init; }

    public bool IsCsv { get; init; }

    /// <summary>Whether the file's first line names its columns.</summary>
    public bool HasHeader { get; init; }

    /// <summary>Names as SQL has them, with commas between; none where the header names them, or the table's own count.</summary>
    public string? Columns { get; init; }

    public string? Delimiter { get; init; }

    public string? Null { get; init; }

    /// <summary>Whether a text may hold one.</summary>
    public static bool IsMentioned(ReadOnlySpan<char> text)
    {
        while (text.IndexOf(Directives.Mark) is >= 0 and var mark)
        {
            text = text[(mark + Directives.Mark.Length)..];
            var word = text.TrimStart(' ');
            if (word.StartsWith(Word) && (word.Length == Word.Length || char.IsWhiteSpace(word[Word.Length])))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Reads a comment that is one; complaints have the comment's place.</summary>
    public static Checked<CopyDirective> Read(MarkedComment comment, string file)
    {
        var said = new List<Diagnostic>();
        void Complain(string message, string help) => said.Add(Diagnostic.Error(Rule, message, file, help).At(comment.Position));
        if (comment.Inside)
        {
            Complain("This copy stands inside a statement and would never run.", "End the statement before it with a semicolon, or move the line.");
        }
        else if (!comment.OwnLine)
        {
            Complain("This copy stands behind a statement.", "Put it on a line of its own.");
        }
        var options = Options(comment.Text);
        foreach (var (key, value) in options.Where(option => !Keys.Contains(option.Key) || option.Value is null))
        {
            Complain(value is null ? $"'{key}' has no value." : $"'{key}' is not an option of copy.", $"Known are: {string.Join(", ", Keys.Select(known => $"{known}=…"))}.");
        }
        var values = options.Where(option => option.Value is not null).GroupBy(option => option.Key).ToDictionary(same => same.Key, same => same.Last().Value!);
        var directive = Of(values);
        foreach (var (message, help) in Troubles(values, directive))
        {
            Complain(message, help);
        }
        return Checked.Of(directive, said);
    }

    /// <summary>The statement that the file's rows go through.</summary>
    /// <param name="header">The names in the file's first line, where it has one.</param>
    public string Statement(IEnumerable<string> header)
    {
        var columns = Columns ?? string.Join(", ", header.Select(name => new Identifier(name)));
        List<string> options = [IsCsv ? "FORMAT csv" : "FORMAT text"];
        if (HasHeader)
        {
            options.Add("HEADER true");
        }
        if (Delimiter is { } delimiter)
        {
            options.Add($"DELIMITER {Literal.Of(delimiter)}");
        }
        if (Null is { } word)
        {
            options.Add($"NULL {Literal.Of(word)}");
        }
        return $"COPY {Table}{(columns.Length > 0 ? $" ({columns})" : "")} FROM STDIN WITH ({string.Join(", ", options)})";
    }

    static CopyDirective Of(Dictionary<string, string> values)
    {
        var file = values.GetValueOrDefault("file", "");
        var isCsv = values.TryGetValue("format", out var format) ? format == "csv" : Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase);
        return new()
        {
            Table = values.GetValueOrDefault("table", ""),
            File = file,
            IsCsv = isCsv,
            HasHeader = values.TryGetValue("header", out var header) ? header == "true" : isCsv,
            Columns = values.GetValueOrDefault("columns"),
            Delimiter = values.GetValueOrDefault("delimiter") is { } delimiter ? delimiter.Replace(@"\t", "\t", StringComparison.Ordinal) : null,
            Null = values.GetValueOrDefault("null"),
        };
    }

    static IEnumerable<(string Message, string Help)> Troubles(Dictionary<string, string> values, CopyDirective directive)
    {
        if (!IsName(directive.Table))
        {
            yield return (directive.Table.Length == 0 ? "It does not say into which table." : $"'{directive.Table}' is not a table's name.", "Write table=schema.name, quoted as in SQL where the name needs it.");
        }
        if (directive.File.Length == 0)
        {
            yield return ("It does not say which file.", "Write file=name.csv, relative to the migration's folder.");
        }
        if (values.TryGetValue("format", out var format) && format is not ("csv" or "text"))
        {
            yield return ($"'format={format}' means nothing.", "Write format=csv or format=text.");
        }
        if (values.TryGetValue("header", out var header) && header is not ("true" or "false"))
        {
            yield return ($"'header={header}' means nothing.", "Write header=true or header=false.");
        }
        if (directive is { HasHeader: true, IsCsv: false })
        {
            yield return ("Only CSV has a header.", "Leave header= out, or write format=csv.");
        }
        if (directive.Columns is { } columns && !columns.Split(',').All(IsName))
        {
            yield return ($"'columns={columns}' are not names with commas between them.", "Write columns=a,b with no blanks, quoted as in SQL where a name needs it.");
        }
        if (directive.Delimiter is { } delimiter && (delimiter.Length != 1 || !char.IsAscii(delimiter[0])))
        {
            yield return ($"'delimiter={delimiter}' is not a single character.", "Write delimiter=\";\", or delimiter=\\t for a tab.");
        }
    }

    static bool IsName(string written)
    {
        var reader = new TokenReader(written);
        return reader.SkipName() && reader.AtEnd;
    }

    // table="odd name" is SQL's quoting and kept; elsewhere quotes are only there for what is between them.
    static ImmutableArray<(string Key, string? Value)> Options(string comment)
    {
        var rest = comment[(comment.IndexOf(Directives.Mark, StringComparison.Ordinal) + Directives.Mark.Length)..].Trim()[Word.Length..];
        var options = ImmutableArray.CreateBuilder<(string, string?)>();
        foreach (var written in Words(rest))
        {
            var separator = written.IndexOf('=', StringComparison.Ordinal);
            var key = separator < 0 ? written : written[..separator];
            var value = separator < 0 ? null : written[(separator + 1)..];
            options.Add((key, key is not ("table" or "columns") && value is ['"', .. var quoted, '"'] ? quoted.Replace("\"\"", "\"", StringComparison.Ordinal) : value));
        }
        return options.ToImmutable();
    }

    // What blanks separate, unless they stand between quotes.
    static IEnumerable<string> Words(string text)
    {
        var start = 0;
        var isQuoted = false;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at == text.Length || !isQuoted && char.IsWhiteSpace(text[at]))
            {
                if (at > start)
                {
                    yield return text[start..at];
                }
                start = at + 1;
            }
            else if (text[at] == '"')
            {
                isQuoted = !isQuoted;
            }
        }
    }
}
