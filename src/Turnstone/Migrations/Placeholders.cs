namespace Turnstone.Migrations;

using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Turnstone.Configuration;
using Turnstone.Sql;

/// <summary>Puts values where a statement says <c>${name}</c>: the one substitution there is.</summary>
/// <remarks>Made in statements, never in COPY data. A value from a secret source stays a reference until the statement is sent.</remarks>
public sealed partial class Placeholders(ImmutableSortedDictionary<string, Placeholder> values)
{
    /// <summary>What a statement names that has no value, and where: offsets in UTF-16 code units.</summary>
    public IEnumerable<(string Name, int Offset)> Missing(string statement) =>
        Find(statement).Where(match => !values.ContainsKey(match.Groups[1].Value)).Select(match => (match.Groups[1].Value, match.Index));

    /// <summary>The statement with every value that may be seen; one that stands for a secret is left as it is.</summary>
    public string Fill(string statement) =>
        Replace(statement, (_, value) => value is { Reference: null } seen ? seen.Text : null);

    /// <summary>
    /// The statement for who only reads it: what stands in a string is left, so that nobody takes a value from outside for one that was written down, and where there is
    /// no value to be seen there is a word of the same length.
    /// </summary>
    public string FillForReading(string statement) => Replace(statement, (match, value) => ForReading(statement, match, value));

    /// <summary>Whether something in it stands for a secret.</summary>
    public bool HasSecret(string statement) => Find(statement).Any(match => values.GetValueOrDefault(match.Groups[1].Value) is { Reference: not null });

    /// <summary>The statement with the secrets in it, for the one place that sends it.</summary>
    public string Reveal(string statement) => Replace(statement, (_, value) => value?.Secret?.Reveal());

    /// <summary>Where in the statement as it was written a place in the filled one comes from; the beginning of a placeholder for one within its value.</summary>
    public int OffsetBeforeFilling(string statement, int offset) => OffsetBefore(statement, offset, (_, value) => value?.Secret?.Reveal() ?? value?.Text);

    /// <summary>The same of what <see cref="FillForReading"/> gave.</summary>
    public int OffsetBeforeReading(string statement, int offset) => OffsetBefore(statement, offset, (match, value) => ForReading(statement, match, value));

    int OffsetBefore(string statement, int offset, Func<Match, Placeholder?, string?> valueOf)
    {
        var grown = 0;
        foreach (var match in Find(statement))
        {
            var length = (valueOf(match, values.GetValueOrDefault(match.Groups[1].Value)) ?? match.Value).Length;
            if (offset < match.Index + grown + length)
            {
                return Math.Min(offset - grown, match.Index);
            }
            grown += length - match.Length;
        }
        return offset - grown;
    }

    static string? ForReading(string statement, Match match, Placeholder? value) =>
        IsInString(statement, match.Index) ? match.Value : value is { Reference: null } seen ? seen.Text : $"__{Unnamed().Replace(match.Groups[1].Value, "_")}_";

    string Replace(string statement, Func<Match, Placeholder?, string?> valueOf)
    {
        var text = new StringBuilder();
        var end = 0;
        foreach (var match in Find(statement))
        {
            var value = valueOf(match, values.GetValueOrDefault(match.Groups[1].Value));
            text.Append(statement, end, match.Index - end).Append(value ?? match.Value);
            end = match.Index + match.Length;
        }
        return end == 0 ? statement : text.Append(statement, end, statement.Length - end).ToString();
    }

    static bool IsInString(string statement, int offset)
    {
        var lexer = new Lexer(statement);
        while (lexer.Read(out var token) && token.Span.Start <= offset)
        {
            if (offset < token.Span.End)
            {
                return token.Kind is TokenKind.String or TokenKind.EscapeString or TokenKind.NationalString or TokenKind.UnicodeString;
            }
        }
        return false;
    }

    static IEnumerable<Match> Find(string statement)
    {
        if (!statement.Contains("${", StringComparison.Ordinal))
        {
            return [];
        }
        var opened = DollarQuotes(statement);
        return Pattern().Matches(statement).Where(match => !opened.Contains(match.Index));
    }

    // In $${x}$$ the second dollar ends the opening quote, and {x} is what is quoted.
    static HashSet<int> DollarQuotes(string statement)
    {
        var ends = new HashSet<int>();
        var lexer = new Lexer(statement);
        while (lexer.Read(out var token))
        {
            if (token.Kind is TokenKind.DollarString or TokenKind.UnterminatedDollarString)
            {
                ends.Add(statement.IndexOf('$', token.Span.Start + 1));
            }
        }
        return ends;
    }

    // Flyway's own, such as ${flyway:defaultSchema}, are missed rather than sent as they stand.
    [GeneratedRegex(@"\$\{((?:flyway:)?[A-Za-z_][A-Za-z0-9_.-]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex Unnamed();
}
