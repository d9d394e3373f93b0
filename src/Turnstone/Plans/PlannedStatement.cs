namespace Turnstone.Plans;

using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Serialization;
using Turnstone.Migrations;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>One statement as it will be sent, and where it stands in its file.</summary>
/// <param name="Ordinal">Its number in the file, from 1.</param>
/// <param name="Verb">What it does in a word or two: <c>CREATE TABLE</c>.</param>
/// <param name="Sql">The file's own slice with its placeholders filled; one that stands for a secret is still <c>${name}</c>.</param>
/// <param name="ReportsRows">Whether the server answers with a row count.</param>
/// <param name="Sha256">Of the slice, where <paramref name="Sql"/> shows stars in place of a password: what is sent is read from the file again
/// and has to have this digest.</param>
/// <param name="Rows">What follows a <c>COPY … FROM stdin</c>.</param>
public sealed record PlannedStatement(
    int Ordinal, int Line, int Column, string Verb, string Sql, bool ReportsRows, string? Sha256, CopiedRows? Rows = null)
{
    /// <summary>The file that it stands in, where that is not the migration's own: a hook's.</summary>
    public string? File { get; init; }

    /// <summary>Whether the application may have to wait for it: it takes a lock that others queue behind, on something that was there before the step.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MayBlock { get; init; }

    /// <summary>The locks that are to be expected, the strongest first; none where the plan does not foretell, or nobody waits.</summary>
    public ImmutableArray<PlannedLock>? Locks { get; init; }

    /// <summary>Whether it is a query that has to give one true, or no row; otherwise its step fails.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Assert { get; init; }

    /// <summary>What the comment above an assert calls it.</summary>
    public string? Name { get; init; }

    /// <summary>What is to be sent, in bytes of UTF-8.</summary>
    internal long Length => Encoding.UTF8.GetByteCount(Sql) + (Rows?.Length ?? 0);

    /// <param name="filled">The statement's text with its placeholders filled.</param>
    internal static PlannedStatement Of(StatementSlice statement, string filled, CopiedRows? rows)
    {
        var shown = Masking.MaskSql(filled);
        return new(statement.Ordinal, statement.Position.Line, statement.Position.Column, StatementClassifier.Verb(statement), shown,
            StatementClassifier.ReportsRows(statement), shown == filled ? null : Digest.Of(filled), rows);
    }

    /// <summary>The same as an assert.</summary>
    internal PlannedStatement AsAssert(StatementSlice statement) => this with { Assert = true, ReportsRows = false, Name = NameOf(statement) };

    // The comment lines right above it; what stands on the line of the statement before is about that one.
    static string? NameOf(StatementSlice statement)
    {
        var lines = statement.Leading.Split('\n');
        var words = new Stack<string>();
        for (var i = lines.Length - 2; i >= (statement.Ordinal == 1 ? 0 : 1) && lines[i].Trim() is ['-', '-', .. var comment]; i--)
        {
            if (!comment.TrimStart().StartsWith(Directives.Mark, StringComparison.Ordinal))
            {
                words.Push(comment.Trim('-', ' ', '\t'));
            }
        }
        return OneLine.Of(Masking.MaskSql(string.Join(' ', words))) is { Length: > 0 } name ? name : null;
    }
}
