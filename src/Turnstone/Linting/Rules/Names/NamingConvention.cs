namespace Turnstone.Linting.Rules.Names;

using System.Text.RegularExpressions;
using Turnstone.Diagnostics;
using Turnstone.Sql.Syntax;
using Turnstone.Text;

/// <summary>A name that is not as a house gives them.</summary>
sealed class NamingConvention : LintRule
{
    public override string Name => "naming-convention";

    public override RuleTopic Topic => RuleTopic.Names;

    public override Severity Severity => Severity.Warning;

    internal override bool TakesList => true;

    public override bool IsHouseRule => true;

    const string Usual = "[a-z][a-z0-9_]*";

    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    public override string Danger => "A house rule: names that follow one pattern are found, guessed and generated; one that does not is quoted by hand for ever after.";

    public override string Cure => "Give it a name as the pattern has it, before anything uses it.";

    public override string Limits => "`lint: { lists: { naming-convention: [\"table [a-z_]+\", \"index {table}_{columns}_idx\", \"foreign-key {table}_.+_fkey\"] } }`: a kind and a regular expression for the whole name, in which `{table}` and `{columns}` stand for "
        + "those of the statement. Kinds: schema, table, column, index, unique, primary-key, foreign-key, check, exclusion, sequence, function, view, trigger, type, policy. Where nothing is listed, all names are lower case letters, digits and "
        + "underlines. Names that PostgreSQL thinks of are not looked at.";

    internal override bool Sees(SyntaxNode node) => NewName.MayStandIn(node);

    internal override string? Refuse(RuleOptions options) => options.List.Select(Trouble).FirstOrDefault(trouble => trouble is not null);

    internal override IEnumerable<Finding> Check(SyntaxNode node, LintContext context)
    {
        foreach (var name in NewName.Of(node, context.Statement).Where(name => name.Table?.Schema?.Name != "pg_temp"))
        {
            if (Patterns(name, context).ToList() is { Count: > 0 } patterns && !patterns.Exists(pattern => IsLike(pattern, name, context)))
            {
                yield return new(name.Name.Span, $"{name.Name.Shown()} is no name for a {name.Kind.Replace('-', ' ')}: it is to be like {string.Join(" or ", patterns)}.");
            }
        }
    }

    IEnumerable<string> Patterns(NewName name, LintContext context)
    {
        var told = context.Options.Of(this).List;
        return told.IsEmpty ? [Usual] : told.Select(Parted).Where(one => one.Kind == name.Kind).Select(one => one.Pattern);
    }

    static (string Kind, string Pattern) Parted(string entry) => entry.IndexOf(' ', StringComparison.Ordinal) is > 0 and var at ? (entry[..at], entry[at..].Trim()) : (entry, "");

    static bool IsLike(string pattern, NewName name, LintContext context)
    {
        var table = name.Table is { } known ? context.Known.Table(known)?.Name.Name ?? known.Name.Name : "";
        var filled = pattern.Replace("{table}", Regex.Escape(table), StringComparison.Ordinal).Replace("{columns}", Regex.Escape(string.Join('_', name.Columns)), StringComparison.Ordinal);
        try
        {
            // What PostgreSQL would cut off is no longer than that here either.
            return Regex.IsMatch(name.Name.Name, $"^(?:{filled})$", RegexOptions.CultureInvariant, Patience) || GeneratedName.Bytes(name.Name.Name) == GeneratedName.Longest && filled.Length > GeneratedName.Longest;
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    static string? Trouble(string entry)
    {
        var (kind, pattern) = Parted(entry);
        if (!NewName.Kinds.Contains(kind) || pattern.Length == 0)
        {
            return $"'{entry}' is no kind and pattern. Write it as \"table [a-z_]+\"; kinds are {string.Join(", ", NewName.Kinds)}.";
        }
        try
        {
            _ = new Regex(pattern.Replace("{table}", "", StringComparison.Ordinal).Replace("{columns}", "", StringComparison.Ordinal), RegexOptions.CultureInvariant, Patience);
            return null;
        }
        catch (ArgumentException wrong)
        {
            return $"'{pattern}' is no regular expression: {wrong.Message}";
        }
    }
}
