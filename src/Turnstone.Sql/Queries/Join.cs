namespace Turnstone.Sql.Queries;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary><c>… [LEFT] JOIN … ON …</c></summary>
/// <param name="Kind"><c>INNER</c>, <c>LEFT</c>, <c>RIGHT</c>, <c>FULL</c>, <c>CROSS</c></param>
/// <param name="UsingAlias">Of the columns that USING merges.</param>
public sealed record Join(TextSpan Span, TableReference Left, string Kind, bool IsNatural, TableReference Right,
    ImmutableArray<Identifier> Using, Identifier? UsingAlias, Expression? On) : TableReference(Span)
{
    // What it stands behind may be a chain of any length.
    public override int GetHashCode() => base.GetHashCode();

    /// <summary>The name that the whole of it has, in parentheses.</summary>
    public Alias? Alias { get; init; }

    internal new static class Parser
    {
        public static bool Begins(SyntaxReader reader) => reader.Word is "JOIN" or "INNER" or "LEFT" or "RIGHT" or "FULL" or "CROSS" or "NATURAL";

        public static Join Read(SyntaxReader reader, int start, TableReference left)
        {
            if (reader.Take("CROSS"))
            {
                reader.Expect("JOIN");
                var other = TableReference.Parser.ReadPrimary(reader);
                return new(reader.SpanFrom(start), left, "CROSS", false, other, [], null, null);
            }

            var isNatural = reader.Take("NATURAL");
            var kind = reader.TakeOneOf("INNER", "LEFT", "RIGHT", "FULL") ?? "INNER";
            _ = kind != "INNER" && reader.Take("OUTER");
            reader.Expect("JOIN");
            if (isNatural)
            {
                var same = TableReference.Parser.ReadPrimary(reader);
                return new(reader.SpanFrom(start), left, kind, true, same, [], null, null);
            }

            return ReadQualified(reader, start, left, kind, ReadRight(reader));
        }

        // a JOIN b JOIN c ON … ON …: each condition belongs to the innermost join that has none.
        static TableReference ReadRight(SyntaxReader reader)
        {
            var start = reader.Start;
            var right = TableReference.Parser.ReadPrimary(reader);
            if (!reader.Enter())
            {
                return right;
            }

            while (Begins(reader))
            {
                right = Read(reader, start, right);
            }

            reader.Leave();
            return right;
        }

        static Join ReadQualified(SyntaxReader reader, int start, TableReference left, string kind, TableReference right)
        {
            if (reader.Take("ON"))
            {
                var condition = Expression.Parser.Read(reader);
                return new(reader.SpanFrom(start), left, kind, false, right, [], null, condition);
            }

            reader.Expect("USING");
            var columns = reader.ColumnList();
            Identifier? alias = reader.Take("AS") ? reader.ColId() : null;
            return new(reader.SpanFrom(start), left, kind, false, right, columns, alias, null);
        }
    }
}
