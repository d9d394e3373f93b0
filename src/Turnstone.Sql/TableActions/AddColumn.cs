namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>ADD [COLUMN] [IF NOT EXISTS] column type …</c></summary>
public sealed record AddColumn(TextSpan Span, bool IfNotExists, ColumnDefinition Column) : TableAction(Span)
{
    internal static new class Parser
    {
        /// <summary>A column or a constraint.</summary>
        public static TableAction Read(SyntaxReader reader)
        {
            reader.Expect("ADD");
            if (!reader.Take("COLUMN") && Constraint.Parser.Begins(reader))
            {
                return new AddConstraint(default, Constraint.Parser.ReadOfTable(reader));
            }

            var ifNotExists = reader.Take("IF", "NOT", "EXISTS");
            return new AddColumn(default, ifNotExists, ColumnDefinition.Parser.Read(reader));
        }
    }
}
