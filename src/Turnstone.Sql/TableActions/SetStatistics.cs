namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Syntax;

/// <summary><c>ALTER column SET STATISTICS number</c></summary>
/// <param name="Column">Empty where <paramref name="Number"/> says which one, as an index's columns have no names.</param>
/// <param name="Target">As it stands; none of DEFAULT.</param>
public sealed record SetStatistics(TextSpan Span, Identifier Column, TextSpan? Number, TextSpan? Target) : ColumnAction(Span, Column)
{
    public override IEnumerable<Identifier> NamedColumns => Number is null ? [Column] : [];

    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader, Identifier column)
        {
            reader.Expect("SET", "STATISTICS");
            return new SetStatistics(default, column, null, ReadTarget(reader));
        }

        public static TableAction ReadOfNumber(SyntaxReader reader)
        {
            if (!int.TryParse(reader.Text, out var value) || value is < 1 or > short.MaxValue)
            {
                reader.Fail("column number must be in range from 1 to 32767");
            }

            var number = reader.Integer();
            reader.Expect("SET", "STATISTICS");
            return new SetStatistics(default, new(""), number, ReadTarget(reader));
        }

        /// <summary>A number, or DEFAULT.</summary>
        public static TextSpan? ReadTarget(SyntaxReader reader)
        {
            if (reader.Is("DEFAULT"))
            {
                reader.Since(PgVersion.V17, "SET STATISTICS DEFAULT");
                reader.Next();
                return null;
            }

            var start = reader.Start;
            _ = reader.TakeOperator("-") || reader.TakeOperator("+");
            reader.Integer();
            return reader.SpanFrom(start);
        }
    }
}
