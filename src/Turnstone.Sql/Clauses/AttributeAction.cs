namespace Turnstone.Sql.Clauses;

using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>A change of a composite type's attributes: <c>ADD ATTRIBUTE name type</c>.</summary>
/// <param name="Kind"><c>ADD</c>, <c>DROP</c>, <c>ALTER</c></param>
/// <param name="Type">None of DROP.</param>
public sealed record AttributeAction(TextSpan Span, string Kind, bool IfExists, Identifier Name, TypeName? Type, ObjectName? Collation, bool IsCascade) : SyntaxNode(Span)
{
    public override IEnumerable<Identifier> NamedColumns => [Name];

    internal static class Parser
    {
        /// <summary><c>alter_type_cmd</c> of <c>gram.y</c>.</summary>
        public static AttributeAction Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var kind = reader.ExpectOneOf("ADD", "DROP", "ALTER");
            reader.Expect("ATTRIBUTE");
            var ifExists = kind == "DROP" && reader.Take("IF", "EXISTS");
            var name = reader.ColId();
            TypeName? type = null;
            ObjectName? collation = null;
            if (kind != "DROP")
            {
                if (kind == "ALTER")
                {
                    _ = reader.Take("SET", "DATA");
                    reader.Expect("TYPE");
                }

                type = TypeName.Parser.Read(reader);
                collation = reader.Take("COLLATE") ? reader.AnyName() : null;
            }

            var isCascade = DropBehavior.ReadCascade(reader);
            return new(reader.SpanFrom(start), kind, ifExists, name, type, collation, isCascade);
        }
    }
}
