namespace Turnstone.Linting.Knowledge;

using System.IO.Enumeration;
using System.Text.RegularExpressions;
using Turnstone.Sql;

/// <summary>Data that has to be kept, or that the law looks after: what a comment on a table or a column says in brackets, or <c>turnstone.yaml</c>.</summary>
/// <remarks><c>[regulated]</c>, <c>[regulated by privacy]</c>, <c>[retention: 7 years by finance]</c>: one of the two words, then anything, and behind <c>by</c> who decides.</remarks>
/// <param name="Tag">As it stands in the comment; or the pattern of turnstone.yaml.</param>
/// <param name="Group">Who decides; none where nobody is named.</param>
sealed partial record RetainedData(string Tag, string? Group)
{
    /// <summary>What a comment says of it.</summary>
    public static RetainedData? OfComment(string? comment) =>
        comment is not null && Bracket.Match(comment) is { Success: true } found ? new(found.Value, found.Groups["group"] is { Success: true } group ? group.Value : null) : null;

    /// <summary>What is known of a table as a whole.</summary>
    public static RetainedData? Of(ObjectName table, LintContext context) =>
        OfComment(context.Known.Table(table)?.Comment) ?? OfPatterns(Name(table, context), context.Options);

    /// <summary>What is known of a column, or of its whole table.</summary>
    public static RetainedData? Of(ObjectName table, string column, LintContext context) =>
        OfComment(context.Known.Table(table)?.Column(new(column))?.Comment) ?? OfPatterns($"{Name(table, context)}.{column}", context.Options) ?? Of(table, context);

    /// <summary>What is known of a table, or of any of its columns: all of them go with it.</summary>
    public static RetainedData? OfAny(ObjectName table, LintContext context) =>
        Of(table, context) ?? context.Known.Table(table)?.Columns.Keys.Select(column => Of(table, column, context)).FirstOrDefault(one => one is not null)
        ?? context.Options.Retained.Where(one => IsColumnOf(one.Key, Name(table, context))).Select(one => new RetainedData(one.Key, one.Value)).FirstOrDefault();

    // A name without a schema is one of any schema's; the usual schema may be said or not.
    static RetainedData? OfPatterns(string name, LintOptions options) =>
        options.Retained.Where(one => IsLike(one.Key, name)).Select(one => new RetainedData(one.Key, one.Value)).FirstOrDefault();

    static bool IsLike(string pattern, string name) =>
        FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false) || name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && FileSystemName.MatchesSimpleExpression(pattern, name.AsSpan(dot + 1), ignoreCase: false);

    static bool IsColumnOf(string pattern, string table) => pattern.LastIndexOf('.') is > 0 and var dot && IsLike(pattern[..dot], table);

    static string Name(ObjectName table, LintContext context) => context.Known.Table(table)?.Name.ToString() ?? $"{table.Schema?.Name ?? (context.Options.SearchPath is [var first, ..] ? first : "public")}.{table.Name.Name}";

    [GeneratedRegex(@"\[\s*(?:retention|regulated)\b(?:[^\]\r\n]{0,200}?\bby\s+(?<group>[^\]\s,;]{1,100})[^\]\r\n]{0,200}|[^\]\r\n]{0,200})\]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Bracket { get; }
}
