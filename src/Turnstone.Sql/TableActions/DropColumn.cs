namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>DROP [COLUMN] [IF EXISTS] column [CASCADE | RESTRICT]</c></summary>
public sealed record DropColumn(TextSpan Span, bool IfExists, Identifier Column, bool Cascade) : TableAction(Span)
{
    public override IEnumerable<Identifier> NamedColumns => [Column];

    internal static new class Parser
    {
        /// <summary>A column or a constraint.</summary>
        public static TableAction Read(SyntaxReader reader)
        {
            reader.Expect("DROP");
            var isConstraint = reader.Take("CONSTRAINT");
            _ = !isConstraint && reader.Take("COLUMN");
            var ifExists = reader.Take("IF", "EXISTS");
            var name = reader.ColId();
            var cascade = DropBehavior.ReadCascade(reader);
            return isConstraint ? new DropConstraint(default, ifExists, name, cascade) : new DropColumn(default, ifExists, name, cascade);
        }
    }
}
