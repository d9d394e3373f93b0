namespace Turnstone.Catalog;

using System.Collections.Immutable;
using System.Text;
using Turnstone.Diagnostics;
using Turnstone.Sql;

/// <summary>A schema in a file: statements that make it, and a last line by which it shows whether the file was cut or edited.</summary>
public static class DumpFile
{
    const string First = "-- Schema, written by turnstone dump. Nothing in it is data.";
    const string Last = "-- End of the schema: ";

    /// <summary>The same bytes for the same schema.</summary>
    public static string Write(Schema schema)
    {
        var statements = SchemaText.Of(schema);
        var text = new StringBuilder($"{First}\n");
        foreach (var statement in statements)
        {
            text.Append('\n').Append(statement).Append(";\n");
        }
        var whole = text.ToString();
        return $"{whole}\n{Last}{Count(statements.Length)}, {Migrations.Checksum.Of(whole)}.\n";
    }

    /// <summary>The statements of a file: of ours, or any script without data.</summary>
    /// <param name="shown">What messages call the file.</param>
    public static Checked<ScriptText> Read(string text, string shown)
    {
        text = text.ReplaceLineEndings("\n");
        var said = text.StartsWith(First, StringComparison.Ordinal) ? Whole(text, shown).ToList() : [];
        var reader = new StatementReader(new StringReader(text));
        var statements = ImmutableArray.CreateBuilder<StatementSlice>();
        while (reader.Read() is { } statement)
        {
            statements.Add(statement);
            if (statement.CopiesFromStdin)
            {
                said.Add(Diagnostic.Error("dump-has-data", "The file holds rows, and a schema has none.", shown, "Nothing was compared.\nWrite it without: pg_dump --schema-only").At(statement.Position));
                return Checked.Failed<ScriptText>(said);
            }
        }
        if (statements.Count == 0 && !text.StartsWith(First, StringComparison.Ordinal))
        {
            said.Add(Diagnostic.Error("dump-empty", "The file holds no statement.", shown, "Nothing was compared: an empty file is rather a dump that failed than a database without anything.\nWrite it: turnstone dump -o " + shown));
        }
        said.AddRange(reader.Errors.Select(error => Diagnostic.Of(error, shown)));
        return Checked.Of(new ScriptText(shown, statements.ToImmutable()), said);
    }

    static IEnumerable<Diagnostic> Whole(string text, string shown)
    {
        var at = text.LastIndexOf(Last, StringComparison.Ordinal);
        if (at < 0)
        {
            yield return Diagnostic.Error("dump-cut", "The file ends before its last line: it was cut off.", shown,
                "Nothing was compared.\nWrite it again: turnstone dump -o " + shown);
        }
        else if (!text[at..].Contains(Migrations.Checksum.Of(text[..(at - 1)]).Text, StringComparison.Ordinal))
        {
            yield return Diagnostic.Warning("dump-edited", "The file was edited after it was written; it is taken as it stands.", shown,
                "To have what the database says: turnstone dump -o " + shown);
        }
    }

    static string Count(int statements) => statements == 1 ? "1 statement" : $"{statements} statements";
}
