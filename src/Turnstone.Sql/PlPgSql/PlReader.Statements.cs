namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;

/// <content>Each kind of statement.</content>
sealed partial class PlReader
{
    PlNode ReadStatement()
    {
        var start = reader.Start;
        var label = ReadLabel();
        if (IsName("declare") || IsName("begin"))
        {
            return ReadBlock(start, label);
        }

        if (IsName("loop") || IsName("while") || IsName("for") || IsName("foreach"))
        {
            return ReadLoop(start, label);
        }

        if (label is not null)
        {
            reader.Fail();
        }

        return IsAssignment() ? ReadAssignment(start) : ReadPlain(start);
    }

    PlNode ReadPlain(int start)
    {
        var word = reader.Kind == TokenKind.Word ? reader.Text.ToString().ToUpperInvariant() : "";
        switch (word)
        {
            case "IF":
                return ReadIf(start);
            case "CASE":
                return ReadCase(start);
            case "RETURN":
                return ReadReturn(start);
            case "EXECUTE":
                return ReadExecute(start);
            case "PERFORM":
                reader.Next();
                var performed = ReadExpression();
                return new PlStatic(reader.SpanFrom(start), performed, null);
            case "COMMIT" or "ROLLBACK":
                reader.Next();
                SkipToEnd();
                return new PlTransaction(reader.SpanFrom(start), word == "COMMIT");
            case "RAISE" or "ASSERT" or "EXIT" or "CONTINUE" or "GET" or "OPEN" or "FETCH" or "MOVE" or "CLOSE" or "NULL":
                return ReadOther(start, word);
            default:
                return ReadStatic(start);
        }
    }

    // a.b[1] := …
    bool IsAssignment()
    {
        if (reader.Kind is not (TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.Parameter))
        {
            return false;
        }

        var distance = 1;
        for (var depth = 0; ; distance++)
        {
            var kind = reader.Ahead(distance).Kind;
            depth += kind == TokenKind.OpenBracket ? 1 : kind == TokenKind.CloseBracket ? -1 : 0;
            if (kind == TokenKind.None || depth == 0 && kind is not (TokenKind.Dot or TokenKind.CloseBracket) && reader.Ahead(distance - 1).Kind != TokenKind.Dot)
            {
                break;
            }
        }

        var next = reader.Ahead(distance);
        return next.Kind == TokenKind.ColonEquals || next.Kind == TokenKind.Operator && reader.Slice.Text.AsSpan(next.Start, next.End - next.Start) is "=";
    }

    PlAssignment ReadAssignment(int start)
    {
        while (!reader.Is(TokenKind.ColonEquals) && !reader.IsOperator("="))
        {
            SkipGroup();
        }

        var variable = reader.SpanFrom(start);
        reader.Next();
        var value = ReadExpression();
        return new(reader.SpanFrom(start), variable, value);
    }

    PlIf ReadIf(int start)
    {
        var branches = ImmutableArray.CreateBuilder<PlBranch>();
        do
        {
            var at = reader.Start;
            reader.Next();
            var condition = ReadExpression("then");
            ExpectName("then");
            var statements = ReadStatements("elsif", "elseif", "else", "end");
            branches.Add(new(reader.SpanFrom(at), condition, statements));
        }
        while (IsName("elsif") || IsName("elseif"));

        var otherwise = TakeName("else") ? ReadStatements("end") : [];
        ExpectName("end");
        ExpectName("if");
        return new(reader.SpanFrom(start), null, branches.DrainToImmutable(), otherwise);
    }

    PlIf ReadCase(int start)
    {
        reader.Next();
        var operand = IsName("when") ? null : ReadExpression("when");
        var branches = ImmutableArray.CreateBuilder<PlBranch>();
        while (IsName("when"))
        {
            var at = reader.Start;
            reader.Next();
            var condition = ReadExpression("then");
            ExpectName("then");
            var statements = ReadStatements("when", "else", "end");
            branches.Add(new(reader.SpanFrom(at), condition, statements));
        }

        var otherwise = TakeName("else") ? ReadStatements("end") : [];
        ExpectName("end");
        ExpectName("case");
        return new(reader.SpanFrom(start), operand, branches.DrainToImmutable(), otherwise);
    }

    PlLoop ReadLoop(int start, Identifier? label)
    {
        var (kind, head) = ReadHead();
        ExpectName("loop");
        var statements = ReadStatements("end");
        ExpectName("end");
        ExpectName("loop");
        SkipLabel();
        return new(reader.SpanFrom(start), kind, label, head, statements);
    }

    (PlLoopKind Kind, PlText? Head) ReadHead()
    {
        if (IsName("loop"))
        {
            return (PlLoopKind.Endless, null);
        }

        if (TakeName("while"))
        {
            return (PlLoopKind.While, ReadExpression("loop"));
        }

        if (TakeName("foreach"))
        {
            _ = SpanUntil("array");
            ExpectName("array");
            return (PlLoopKind.Array, ReadExpression("loop"));
        }

        reader.Next();
        _ = SpanUntil("in");
        ExpectName("in");
        return ReadOver();
    }

    // Two dots make a range; a query begins like one; everything else is a cursor.
    (PlLoopKind Kind, PlText? Head) ReadOver()
    {
        if (TakeName("execute"))
        {
            return (PlLoopKind.Dynamic, ReadExpression("loop", "using") is var text && TakeName("using") ? Skipping(text) : text);
        }

        if (reader.Word is "SELECT" or "WITH" or "VALUES" or "TABLE" or "INSERT" or "UPDATE" or "DELETE" or "MERGE" or "EXPLAIN" or "SHOW" || reader.Is(TokenKind.OpenParenthesis))
        {
            return (PlLoopKind.Query, ReadSql("loop"));
        }

        var kind = IsRange() ? PlLoopKind.Range : PlLoopKind.Cursor;
        _ = SpanUntil("loop");
        return (kind, null);
    }

    PlText Skipping(PlText text)
    {
        _ = SpanUntil("loop");
        return text;
    }

    bool IsRange()
    {
        for (var distance = 0; reader.Ahead(distance).Kind is not (TokenKind.None or TokenKind.Semicolon) && !IsNameAhead(distance, "loop"); distance++)
        {
            if (reader.Ahead(distance).Kind == TokenKind.DotDot)
            {
                return true;
            }
        }

        return false;
    }

    PlReturn ReadReturn(int start)
    {
        reader.Next();
        if (reader.Is(TokenKind.Semicolon))
        {
            return new(reader.SpanFrom(start), null, false);
        }

        if (!TakeName("query"))
        {
            _ = TakeName("next");
            var value = reader.Is(TokenKind.Semicolon) ? null : ReadExpression();
            return new(reader.SpanFrom(start), value, false);
        }

        var isDynamic = TakeName("execute");
        var query = isDynamic ? ReadExpression("using") : ReadSql();
        SkipToEnd();
        return new(reader.SpanFrom(start), query, isDynamic);
    }

    PlExecute ReadExecute(int start)
    {
        reader.Next();
        var command = ReadExpression("into", "using");
        var at = reader.Start;
        TextSpan? rest = reader.Is(TokenKind.Semicolon) ? null : SkipToEnd(at);
        return new(reader.SpanFrom(start), command, rest);
    }

    PlOther ReadOther(int start, string verb)
    {
        reader.Next();
        if (verb is "ASSERT")
        {
            var asserted = ReadExpression();
            return new(reader.SpanFrom(start), verb, [asserted]);
        }

        if (verb is not "NULL")
        {
            SkipToEnd();
        }

        return new(reader.SpanFrom(start), verb, []);
    }

    void SkipToEnd()
    {
        while (!reader.AtEnd && !reader.Is(TokenKind.Semicolon))
        {
            SkipGroup();
        }
    }

    TextSpan SkipToEnd(int from)
    {
        SkipToEnd();
        return reader.SpanFrom(from);
    }

    // INTO and its variables are no part of the SQL; blanks stand in their place, as PL/pgSQL does it.
    PlStatic ReadStatic(int start)
    {
        var (into, previous) = ((TextSpan?)null, "");
        var isDefinition = reader.Word is "CREATE" or "ALTER" or "GRANT" or "REVOKE" or "IMPORT";
        while (!reader.AtEnd && !reader.Is(TokenKind.Semicolon))
        {
            if (reader.Is("INTO") && into is null && !isDefinition && previous is not ("INSERT" or "MERGE"))
            {
                into = ReadInto();
                continue;
            }

            previous = reader.Word ?? "";
            SkipGroup();
        }

        var span = reader.SpanFrom(start);
        var text = Of(span);
        if (into is { } blank && text.Length > 0)
        {
            text = string.Concat(text.AsSpan(0, blank.Start - start), new string(' ', blank.Length), text.AsSpan(blank.End - start));
        }

        return new(span, Text(span, text, start), into);
    }

    TextSpan ReadInto()
    {
        var start = reader.Start;
        reader.Next();
        _ = TakeName("strict");
        do
        {
            reader.ColLabel();
            while (reader.Take(TokenKind.Dot))
            {
                reader.ColLabel();
            }

            while (reader.Is(TokenKind.OpenBracket))
            {
                SkipGroup();
            }
        }
        while (reader.Take(TokenKind.Comma));

        return reader.SpanFrom(start);
    }
}
