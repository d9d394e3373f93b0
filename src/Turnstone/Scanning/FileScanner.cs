namespace Turnstone.Scanning;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Looks at the text of one file.</summary>
sealed class FileScanner(ScanOptions options)
{
    // What follows them is what they make or change; others are about a table in another way.
    static readonly string[] Direct = ["TABLE", "VIEW", "SEQUENCE", "TRUNCATE", "INTO"];

    readonly SqlFinder finder = new(options.Rows);

    public (ImmutableArray<Diagnostic> Findings, ImmutableArray<Secret> Secrets) Scan(ScannedFile file, string text)
    {
        var language = Languages.Of(Path.GetFileName(file.Shown), text);
        var found = new List<Found>();
        if ((options.Schema || options.Rows) && !file.IsMigration && finder.IsSuspect(text))
        {
            found.AddRange(StatementsOf(text, language));
        }
        var secrets = options.Secrets ? SecretFinder.Find(text, language, Path.GetFileName(file.Shown)).ToList() : [];
        found.AddRange(secrets.Select(Of));
        var suppressions = new FileSuppressions(text, file.Shown);
        if (found.Count == 0 && suppressions.IsEmpty)
        {
            return ([], []);
        }
        var lines = new LinePlaces(text);
        var told = found.OrderBy(one => one.Offset).Select(one => (one, lines.Of(one.Offset))).Where(one => !suppressions.Covers(one.one.Rule.Name, one.Item2.Line))
            .Select(one => Told(one.one, file.Shown, one.Item2, lines.Of(one.one.End))).ToList();
        told.AddRange(suppressions.Troubles(options));
        return ([.. told], [.. secrets.Where(secret => !secret.IsDefault).Select(secret => new Secret(secret.Value))]);
    }

    IEnumerable<Found> StatementsOf(string text, Language language)
    {
        foreach (var literal in LiteralReader.Read(text, language))
        {
            if (finder.Find(literal, language.IsSql) is { } sql && RuleOf(sql) is { } rule)
            {
                yield return new(rule, literal.SourceOf(sql.Offset), literal.SourceOf(Math.Max(0, literal.Length - 1)) + 1, Message(sql, language));
            }
        }
    }

    ScanRule? RuleOf(EmbeddedSql sql)
    {
        var rule = sql.ChangesSchema ? ScanRule.DdlInCode : sql.IsBuilt ? ScanRule.SqlBuiltFromParts : ScanRule.RawSql;
        return options.Includes(rule) ? rule : null;
    }

    static string Message(EmbeddedSql sql, Language language)
    {
        var what = sql.Name is null ? sql.Verb : Array.Exists(Direct, verb => sql.Verb.EndsWith(verb, StringComparison.Ordinal)) ? $"{sql.Verb} {sql.Name}" : $"{sql.Verb} ({sql.Name})";
        var others = sql.Others switch { 0 => "", 1 => ", and one more statement of the kind", var more => $", and {more} more statements of the kind" };
        return sql switch
        {
            { ChangesSchema: true } when language.IsSql => $"{what} stands in a script that is no migration{others}.",
            { ChangesSchema: true } => $"{what} is sent from here and stands in no migration{others}.",
            { IsBuilt: true } => $"{what} is put together from text and values{others}.",
            _ => $"{what} stands here as text{others}.",
        };
    }

    static Found Of(FoundSecret secret) => secret.IsDefault
        ? new(ScanRule.DefaultPassword, secret.Span.Start, secret.Span.End, $"{secret.What} is one that everybody tries first.")
        : new(ScanRule.SecretInFile, secret.Span.Start, secret.Span.End, $"{secret.What} stands here for everybody to read.");

    static Diagnostic Told(Found found, string file, TextPosition start, TextPosition end) => new(found.Rule.Name, found.Rule.Severity, found.Message, file, start.Line, start.Column, found.Rule.Cure)
    {
        EndLine = end.Line,
        // Of a secret not even its length is told.
        EndColumn = found.Rule == ScanRule.SecretInFile ? null : end.Column,
        Depth = "text",
    };

    sealed record Found(ScanRule Rule, int Offset, int End, string Message);
}
