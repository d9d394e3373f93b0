namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;
using Turnstone.Sql.Statements;

/// <content>Loops.</content>
sealed partial class PlReader
{
    PlLoop ReadLoop(int start, Identifier? label)
    {
        labels.Add((label, true));
        var (kind, head, parameters) = ReadHead();
        Expect("loop");
        var statements = ReadStatements("end");
        Expect("end");
        Expect("loop");
        ReadEndLabel(label);
        return new(reader.SpanFrom(start), kind, label, head, parameters, statements);
    }

    (PlLoopKind Kind, ImmutableArray<Statement> Head, ImmutableArray<Statement> Parameters) ReadHead()
    {
        if (Is("loop"))
        {
            return (PlLoopKind.Endless, [], []);
        }

        if (Take("while"))
        {
            return (PlLoopKind.While, [ReadExpression("loop")], []);
        }

        var isArray = Take("foreach");
        if (!isArray)
        {
            Expect("for");
        }

        ReadVariables();
        if (isArray && Take("slice"))
        {
            reader.Integer();
        }

        Expect("in");
        if (!isArray)
        {
            return ReadOver();
        }

        Expect("array");
        return (PlLoopKind.Array, [ReadExpression("loop")], []);
    }

    // for_control: two dots make a range.
    (PlLoopKind Kind, ImmutableArray<Statement> Head, ImmutableArray<Statement> Parameters) ReadOver()
    {
        if (Take("execute"))
        {
            var command = ReadExpression("loop", "using");
            return (PlLoopKind.Dynamic, [command], Take("using") ? [.. ReadExpressions("loop")] : []);
        }

        if (IsCursorLoop())
        {
            ReadVariable();
            return (PlLoopKind.Cursor, [], [.. ReadArguments()]);
        }

        var isRange = Take("reverse");
        var end = Find(isExpression: true, out var found, "..", "loop");
        return isRange || found == ".." ? (PlLoopKind.Range, ReadRange(end), []) : (PlLoopKind.Query, [ReadSqlUntil(end)], []);
    }

    ImmutableArray<Statement> ReadRange(int end)
    {
        var first = ReadExpressionUntil(end);
        reader.Expect(TokenKind.DotDot);
        var last = ReadExpression("loop", "by");
        return Take("by") ? [first, last, ReadExpression("loop")] : [first, last];
    }

    // A name alone, or with parentheses; SELECT alone is a query.
    bool IsCursorLoop()
    {
        if (!reader.IsColLabel() || reader.Is("SELECT"))
        {
            return false;
        }

        var behind = reader.BehindName(0);
        var hasArguments = reader.Ahead(behind).Kind == TokenKind.OpenParenthesis && !reader.Is("VALUES");
        return Is(hasArguments ? reader.BehindGroup(behind) : behind, "loop");
    }

    // read_cursor_args
    ImmutableArray<Select> ReadArguments()
    {
        if (!reader.Take(TokenKind.OpenParenthesis))
        {
            return [];
        }

        var all = ImmutableArray.CreateBuilder<Select>();
        do
        {
            if (reader.IsColLabel() && (reader.Ahead(1).Kind == TokenKind.ColonEquals || reader.TextOf(reader.Ahead(1)) is "=>"))
            {
                reader.ColLabel();
                reader.Next();
            }

            all.Add(ReadExpression(",", ")"));
        }
        while (reader.Take(TokenKind.Comma));

        reader.Expect(TokenKind.CloseParenthesis);
        return all.DrainToImmutable();
    }
}
