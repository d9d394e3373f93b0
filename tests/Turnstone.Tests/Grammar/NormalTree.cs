namespace Turnstone.Tests.Grammar;

using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary>A tree as a line of text, in which only what the statement says is left: <c>.ci/grammar/normal.mjs</c> makes the same of PostgreSQL's.</summary>
/// <param name="slice">Whose text the tree's places are in.</param>
sealed partial class NormalTree(StatementSlice slice)
{
    /// <returns>None of what only one of the two knows.</returns>
    public static string? Of(Statement statement)
    {
        try
        {
            return new NormalTree(statement.Slice).Say(statement);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    static NotSupportedException Unknown(object what) => new(what.GetType().Name);

    string Say(Statement statement) => Query(statement) ?? Table(statement) ?? Object(statement) ?? Definition(statement) ?? Routine(statement) ?? Command(statement) ?? Global(statement) ?? throw Unknown(statement);

    static string Say(string kind, params ReadOnlySpan<string?> parts) => $"{kind}{{{string.Join("; ", parts)}}}";

    static string Flag(bool isOn, string word) => isOn ? word : "";

    static string Cascade(bool cascade) => Flag(cascade, "cascade");

    static string List<T>(ImmutableArray<T> all, Func<T, string> say) => string.Join(" | ", all.Select(say));

    static string Words<T>(ImmutableArray<T> all, Func<T, string> say) => string.Join(' ', all.Select(say));

    static string Name(ObjectName name) => string.Concat(name.Prefix.Select(part => $"{part.Name}.")) + (name.Schema is { } schema ? $"{schema.Name}.{name.Name.Name}" : name.Name.Name);

    static string Name(ObjectName? name) => name is { } one ? Name(one) : "";

    static string Names(ImmutableArray<Identifier> names) => string.Join(' ', names.Select(name => name.Name));

    static string Names(ImmutableArray<ObjectName> names) => string.Join(' ', names.Select(Name));

    static string Say(RelationName relation) => Name(relation.Name) + (relation.IsOnly ? " only" : "");

    static string Say(RoleReference? role) => role is null ? "" : role.Name?.Name ?? role.Special!;

    static string Say(ImmutableArray<RoleReference> roles) => string.Join(' ', roles.Select(Say));

    static string Collate(ObjectName? collation) => collation is { } name ? $" collate {Name(name)}" : "";

    string Say(TypeName it)
    {
        // char and bit are of one character, where they are PostgreSQL's words and not names.
        var isOne = it.Modifiers.IsEmpty && it.Name is { Schema: { Name: "pg_catalog", Span.Length: 0 }, Name.Name: "bpchar" or "bit" };
        var modifiers = isOne ? "(1)" : it.Fields is { } fields ? $"({Fields(Text(fields))})" : it.Modifiers.IsEmpty ? "" : $"({All(it.Modifiers)})";
        return $"{(it.IsSet ? "setof " : "")}{Name(it.Name)}{modifiers}{(it.IsReference ? "%type" : "")}{string.Concat(Enumerable.Repeat("[]", it.Dimensions))}";
    }

    static string Fields(string written) => Precision().Match(written) is { Success: true } precision ? $"fields {precision.Groups[1]}" : "fields";

    string Text(TextSpan span) => slice.Text.Substring(span.Start, span.Length);

    // A number, a string or a word, as PostgreSQL keeps it.
    string Word(TextSpan span)
    {
        using var reader = Read(span);
        return reader.IsString() ? reader.StringValue().Name : reader.IsColLabel() ? reader.ColLabel().Name : Number(span);
    }

    string Word(TextSpan? span) => span is { } one ? Word(one) : "";

    string Quoted(TextSpan? span) => span is { } one ? $"'{Word(one)}'" : "";

    string Number(TextSpan span)
    {
        using var reader = Read(span);
        var sign = reader.TakeOperator("-") ? "-" : "";
        _ = sign.Length == 0 && reader.TakeOperator("+");
        return sign + (reader.IsInteger() ? Integer(reader.Text.ToString()).ToString(CultureInfo.InvariantCulture) : reader.Text.ToString());
    }

    static long Integer(string written)
    {
        var digits = written.Replace("_", "", StringComparison.Ordinal);
        return digits is ['0', 'x' or 'X' or 'o' or 'O' or 'b' or 'B', ..]
            ? Convert.ToInt64(digits[2..], char.ToLowerInvariant(digits[1]) switch { 'x' => 16, 'o' => 8, _ => 2 })
            : long.Parse(digits, CultureInfo.InvariantCulture);
    }

    // What def_arg of gram.y takes.
    string Value(TextSpan span)
    {
        using var reader = Read(span);
        if (reader.IsString() || reader.Keyword == KeywordKind.Reserved || reader.Is("NONE"))
        {
            return Word(span);
        }

        if (reader.Is("OPERATOR") && reader.Ahead(1).Kind == TokenKind.OpenParenthesis || reader.Kind == TokenKind.Operator && reader.Ahead(1).Kind != TokenKind.Number)
        {
            return Say(Expression.Parser.ReadQualifiedOperator(reader));
        }

        if (reader.Kind is TokenKind.Number or TokenKind.Operator)
        {
            return Number(span);
        }

        // A keyword of a later version is a name in an earlier one.
        var type = TypeName.Parser.ReadOfFunction(reader);
        using var older = Read(span, PgVersion.V14);
        return new NormalTree(reader.Slice).Say(reader.Error is null ? type : TypeName.Parser.ReadOfFunction(older));
    }

    SyntaxReader Read(TextSpan span, PgVersion version = PgVersion.V18) => new(slice with { Text = Text(span) }, version);

    string Say(ImmutableArray<Definition> options) => string.Join(' ', options.Select(one => one.Name.Name + Set(one.Value, Value)));

    string Say(ImmutableArray<StorageOption> options) => string.Join(' ', options.Select(one => (one.Namespace is { } prefix ? $"{prefix.Name}." : "") + one.Name.Name + Set(one.Value, Value)));

    string Say(ImmutableArray<ForeignOption> options) => string.Join(' ', options.Select(one => (one.Change is { } change ? $"{change} " : "") + one.Name.Name + Set(one.Value, Word)));

    static string Set(TextSpan? value, Func<TextSpan, string> say) => value is { } one ? $"={say(one)}" : "";

    // MaterializedView is MATERIALIZED VIEW.
    static string Say(ObjectKind kind) => string.Concat(kind.ToString().Select((letter, at) => at > 0 && char.IsUpper(letter) ? $" {letter}" : $"{char.ToUpperInvariant(letter)}"));

    [GeneratedRegex(@"\(\s*(\w+)\s*\)")]
    private static partial Regex Precision();
}
