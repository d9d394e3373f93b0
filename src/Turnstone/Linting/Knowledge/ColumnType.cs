namespace Turnstone.Linting.Knowledge;

using System.Globalization;
using Turnstone.Sql;
using Turnstone.Sql.Expressions;

/// <summary>A column's type as PostgreSQL keeps it, however it was written: <c>int</c> is int4, <c>char</c> is bpchar of one.</summary>
/// <param name="Name">Of an array, its elements'.</param>
/// <param name="Length">The first number in parentheses: a length, or a precision.</param>
/// <param name="Scale">The second.</param>
/// <param name="Fields">Of an interval, as they are written.</param>
public sealed record ColumnType(string Name, int? Length = null, int? Scale = null, bool IsArray = false, string? Fields = null)
{
    static readonly Dictionary<string, string> BuiltIn = Names();

    /// <summary>What it is called where it is none of PostgreSQL's own: a domain, an enum, an extension's.</summary>
    public ObjectName? Own { get; init; }

    /// <param name="text">The statement's that it stands in.</param>
    public static ColumnType Of(TypeName type, string text)
    {
        var numbers = type.Modifiers.Select(one => Number(one, text)).ToList();
        var isOwn = type.Name.Schema is { Name: not "pg_catalog" } || !BuiltIn.ContainsKey(type.Name.Name.Name);
        var name = isOwn ? type.Name.Name.Name : BuiltIn[type.Name.Name.Name];
        var length = numbers.ElementAtOrDefault(0) ?? UsualLength(name, type, text);
        var fields = type.Fields is { } span ? text.Substring(span.Start, span.Length).ToUpperInvariant() : null;
        if (fields?.IndexOf('(', StringComparison.Ordinal) is >= 0 and var digits)
        {
            // SECOND(3)
            length = int.Parse(fields.AsSpan(digits + 1).Trim(" )"), CultureInfo.InvariantCulture);
            fields = fields[..digits].TrimEnd();
        }
        return new(name, length, numbers.ElementAtOrDefault(1) ?? (name == "numeric" && length is not null ? 0 : null), type.Dimensions > 0, fields) { Own = isOwn ? type.Name : null };
    }

    // char and bit are of one where nothing is said; bpchar, written so, is of any.
    static int? UsualLength(string name, TypeName type, string text) =>
        name == "bit" || name == "bpchar" && !text.AsSpan(type.Span.Start, type.Span.Length).StartsWith("bpchar", StringComparison.OrdinalIgnoreCase) ? 1 : null;

    static int? Number(Expression value, string text) =>
        int.TryParse(text.AsSpan(value.Span.Start, value.Span.Length), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    static Dictionary<string, string> Names()
    {
        const string Same = """
            int2 int4 int8 oid regproc regprocedure regoper regoperator regclass regcollation regtype regrole regnamespace regconfig regdictionary float4 float8 numeric money
            text varchar bpchar name xml json jsonb jsonpath uuid cidr inet macaddr macaddr8 bit varbit timestamp timestamptz time timetz date interval bool bytea
            tsvector tsquery pg_lsn point line lseg box path polygon circle int4range int8range numrange tsrange tstzrange daterange
            int4multirange int8multirange nummultirange tsmultirange tstzmultirange datemultirange
            """;
        var names = Same.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToDictionary(name => name, StringComparer.Ordinal);
        foreach (var (alias, name) in new[] { ("smallserial", "int2"), ("serial2", "int2"), ("serial", "int4"), ("serial4", "int4"), ("bigserial", "int8"), ("serial8", "int8") })
        {
            names[alias] = name;
        }
        return names;
    }
}
