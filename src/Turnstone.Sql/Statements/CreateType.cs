namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE TYPE name [AS (…) | AS ENUM (…) | AS RANGE (…) | (…)]</c></summary>
/// <param name="Attributes">Of a composite type.</param>
/// <param name="Labels">Of an enum: what they say, and where they stand.</param>
/// <param name="Options">Of a base type or a range.</param>
public sealed record CreateType(StatementSlice Slice, TextSpan Span, ObjectName Name, TypeForm Form, ImmutableArray<ColumnOfFunction> Attributes, ImmutableArray<Identifier> Labels,
    ImmutableArray<Definition> Options) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CREATE TYPE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE", "TYPE");
            var type = new CreateType(reader.Slice, default, reader.AnyName(), TypeForm.Shell, [], [], []);
            if (reader.Take("AS"))
            {
                type = Definite(reader, type);
                if (type.Form == TypeForm.Composite)
                {
                    reader.ExpectRelation(type.Name);
                }
            }
            else if (reader.Is(TokenKind.OpenParenthesis))
            {
                type = type with { Form = TypeForm.Base, Options = Definition.Parser.ReadAll(reader) };
            }

            return type with { Span = reader.SpanFrom(start) };
        }

        static CreateType Definite(SyntaxReader reader, CreateType type)
        {
            if (reader.Take("RANGE"))
            {
                return type with { Form = TypeForm.Range, Options = Definition.Parser.ReadAll(reader) };
            }

            var isEnum = reader.Take("ENUM");
            type = type with { Form = isEnum ? TypeForm.Enum : TypeForm.Composite };
            if (reader.Is(TokenKind.OpenParenthesis) && reader.Ahead(1).Kind == TokenKind.CloseParenthesis)
            {
                reader.Next();
                reader.Next();
                return type;
            }

            return isEnum ? type with { Labels = reader.Parenthesised(static one => one.StringValue()) } : type with { Attributes = reader.Parenthesised(ColumnOfFunction.Parser.Read) };
        }
    }
}
