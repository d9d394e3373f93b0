namespace Turnstone.Sql.Clauses;

using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>A column that is computed from others: <c>GENERATED ALWAYS AS (value) STORED</c>.</summary>
/// <param name="IsStored">Otherwise it is computed when it is read.</param>
public sealed record GeneratedColumn(TextSpan Span, Identifier? Name, Expression Value, bool IsStored) : Constraint(Span, Name)
{
    internal static new class Parser
    {
        /// <summary>A generated column, or an identity.</summary>
        public static Constraint Read(SyntaxReader reader, Identifier? name)
        {
            var isAlways = ReadWhen(reader);
            reader.Expect("AS");
            if (reader.Take("IDENTITY"))
            {
                return new IdentityColumn(default, name, isAlways, SequenceOption.Parser.ReadParenthesised(reader));
            }

            var value = Expression.Parser.ReadEnclosed(reader);
            var isStored = ReadStored(reader);
            if (!isAlways)
            {
                reader.Fail("for a generated column, GENERATED ALWAYS must be specified");
            }

            return new GeneratedColumn(default, name, value, isStored);
        }

        /// <summary><c>GENERATED ALWAYS</c> or <c>BY DEFAULT</c>.</summary>
        public static bool ReadWhen(SyntaxReader reader)
        {
            reader.Expect("GENERATED");
            if (reader.Take("ALWAYS"))
            {
                return true;
            }

            reader.Expect("BY", "DEFAULT");
            return false;
        }

        static bool ReadStored(SyntaxReader reader)
        {
            if (reader.Take("STORED"))
            {
                return true;
            }

            if (!reader.Take("VIRTUAL") && reader.Version < PgVersion.V18)
            {
                reader.Since(PgVersion.V18, "A virtual generated column");
            }

            return false;
        }
    }
}
