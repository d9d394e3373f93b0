namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;

/// <content>What DECLARE has.</content>
sealed partial class PlReader
{
    ImmutableArray<PlDeclaration> ReadDeclarations()
    {
        var all = ImmutableArray.CreateBuilder<PlDeclaration>();
        var names = new HashSet<Identifier>();
        while (!Is("begin") && reader.Error is null)
        {
            if (reader.AtEnd)
            {
                reader.Fail();
            }
            else if (reader.IsOperator("<<"))
            {
                reader.Fail("block label must be placed before DECLARE, not after");
            }
            else if (!Take("declare"))
            {
                all.Add(ReadDeclaration(names));
            }
        }

        return all.DrainToImmutable();
    }

    // decl_statement
    PlDeclaration ReadDeclaration(HashSet<Identifier> names)
    {
        var start = reader.Start;
        var name = ReadNewName(names);
        if (Take("alias"))
        {
            return ReadOtherName(start, name);
        }

        if (Is("cursor") || Is("scroll") || Is("no"))
        {
            return ReadCursor(start, name);
        }

        _ = Take("constant");
        var type = ReadType();
        if (Take("collate"))
        {
            reader.AnyName();
        }

        var value = ReadDefault(name);
        return new(reader.SpanFrom(start), name, type, value);
    }

    Identifier ReadNewName(HashSet<Identifier> names)
    {
        var mark = reader.Mark();
        var name = ReadName();
        if (!names.Add(name))
        {
            reader.Reset(mark);
            reader.Fail($"duplicate declaration at or near \"{name.Name}\"");
        }

        Declare(name);
        return name;
    }

    // decl_notnull, decl_defval
    Statement? ReadDefault(Identifier name)
    {
        if (Take("not"))
        {
            Expect("null");
            if (reader.Is(TokenKind.Semicolon))
            {
                reader.Fail($"variable \"{name.Name}\" must have a default value, since it's declared NOT NULL");
            }
        }

        Statement? value = null;
        if (!reader.Is(TokenKind.Semicolon))
        {
            if (!Take("default"))
            {
                ExpectAssignment();
            }

            value = ReadExpression(";");
        }

        reader.Expect(TokenKind.Semicolon);
        return value;
    }

    PlDeclaration ReadOtherName(int start, Identifier name)
    {
        Expect("for");
        ReadVariable();
        reader.Expect(TokenKind.Semicolon);
        return new(reader.SpanFrom(start), name, null, null);
    }

    PlDeclaration ReadCursor(int start, Identifier name)
    {
        if (Take("no"))
        {
            Expect("scroll");
        }
        else
        {
            _ = Take("scroll");
        }

        Expect("cursor");
        var parameters = reader.Is(TokenKind.OpenParenthesis) ? reader.Parenthesised(_ => ReadParameter()) : [];
        ExpectOneOf("for", "is");
        var query = ReadSql();
        reader.Expect(TokenKind.Semicolon);
        return new(reader.SpanFrom(start), name, null, query) { Parameters = parameters };
    }

    PlDeclaration ReadParameter()
    {
        var start = reader.Start;
        var name = ReadName();
        var type = ReadType();
        return new(reader.SpanFrom(start), name, type, null);
    }

    // read_datatype: what is another object's type is PL/pgSQL's own.
    TextSpan ReadType()
    {
        var start = reader.Start;
        if (!TryReadReference())
        {
            if (TypeName.Parser.Read(reader).IsSet)
            {
                reader.Fail("type name may not be SETOF");
            }

            return reader.SpanFrom(start);
        }

        var isArray = Is("array") || reader.Is(TokenKind.OpenBracket);
        if (isArray)
        {
            reader.Since(PgVersion.V17, "An array of another object's type");
        }

        _ = Take("array");
        while (reader.Take(TokenKind.OpenBracket))
        {
            _ = reader.Take(TokenKind.Number);
            reader.Expect(TokenKind.CloseBracket);
        }

        return reader.SpanFrom(start);
    }

    // a%TYPE, a.b%TYPE, a.b.c%TYPE, a%ROWTYPE, a.b%ROWTYPE
    bool TryReadReference()
    {
        var mark = reader.Mark();
        for (var parts = 0; parts < 3 && reader.IsColLabel(); parts++)
        {
            reader.Next();
            if (reader.IsOperator("%") && (Is(1, "type") || Is(1, "rowtype")))
            {
                reader.Next();
                reader.Next();
                return true;
            }

            if (!reader.Take(TokenKind.Dot))
            {
                break;
            }
        }

        reader.Reset(mark);
        return false;
    }
}
