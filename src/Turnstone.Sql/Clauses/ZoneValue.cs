namespace Turnstone.Sql.Clauses;

using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>Reads the time zone that SET TIME ZONE sets.</summary>
static class ZoneValue
{
    public static TextSpan Read(SyntaxReader reader)
    {
        var start = reader.Start;
        if (reader.Kind is TokenKind.Number or TokenKind.Operator)
        {
            return reader.SignedNumber();
        }

        if (reader.Take("INTERVAL"))
        {
            Interval(reader);
        }
        else if (reader.IsColLabel() && reader.Keyword == KeywordKind.None)
        {
            reader.ColLabel();
        }
        else
        {
            reader.String();
        }

        return reader.SpanFrom(start);
    }

    static void Interval(SyntaxReader reader)
    {
        if (reader.Take(TokenKind.OpenParenthesis))
        {
            reader.Integer();
            reader.Expect(TokenKind.CloseParenthesis);
            reader.String();
            return;
        }

        reader.String();
        var start = reader.Mark();
        if (TypeName.Parser.IntervalFields(reader) is not null)
        {
            var end = reader.Mark();
            reader.Reset(start);
            if (!(reader.Take("HOUR", "TO", "MINUTE") || reader.TakeOneOf("HOUR", "MINUTE") is not null) || reader.Mark() != end)
            {
                reader.Fail("time zone interval must be HOUR or HOUR TO MINUTE");
            }
        }
    }
}
