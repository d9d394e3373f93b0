namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Statements;

/// <content>What controls the course, and assignments.</content>
sealed partial class PlReader
{
    PlNode ReadStatement()
    {
        var start = reader.Start;
        var label = ReadLabel();
        if (Is("declare") || Is("begin"))
        {
            return ReadBlock(start, label);
        }

        if (Is("loop") || Is("while") || Is("for") || Is("foreach"))
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
            case "OPEN":
                return ReadOpen(start);
            case "PERFORM":
                return ReadPerform(start);
            case "CALL" or "DO":
                return ReadCall(start);
            case "COMMIT" or "ROLLBACK":
                return ReadTransaction(start, word);
            case "RAISE" or "ASSERT" or "EXIT" or "CONTINUE" or "GET" or "FETCH" or "MOVE" or "CLOSE" or "NULL":
                return ReadOther(start, word);
            default:
                return ReadStatic(start);
        }
    }

    // a.b[1] := …
    bool IsAssignment()
    {
        if (reader.Kind is not (TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.UnicodeIdentifier or TokenKind.Parameter) || reader.Kind == TokenKind.Word && PlWord.IsReserved(reader.Text)
            || !MayBeVariable())
        {
            return false;
        }

        var distance = 1;
        for (var depth = 0; ; distance++)
        {
            var kind = reader.Ahead(distance).Kind;
            depth += kind == TokenKind.OpenBracket ? 1 : kind == TokenKind.CloseBracket ? -1 : 0;
            if (kind is TokenKind.None or TokenKind.Semicolon || depth == 0 && kind is not (TokenKind.Dot or TokenKind.CloseBracket) && reader.Ahead(distance - 1).Kind != TokenKind.Dot)
            {
                return IsAssigned(reader.Ahead(distance));
            }
        }
    }

    // stmt_assign
    PlAssignment ReadAssignment(int start)
    {
        if (!reader.Take(TokenKind.Parameter))
        {
            reader.ColId();
        }

        var steps = Expression.Parser.Steps(reader);
        var variable = reader.SpanFrom(start);
        ExpectAssignment();
        // Here alone PL/pgSQL does not ask whether there is a value.
        var value = reader.Until(Find(isExpression: true, out _, ";"), Select.Parser.ReadValue);
        return new(reader.SpanFrom(start), variable, steps, value);
    }

    PlIf ReadIf(int start)
    {
        var branches = ImmutableArray.CreateBuilder<PlBranch>();
        do
        {
            branches.Add(ReadBranch("elsif", "elseif", "else", "end"));
        }
        while (Is("elsif") || Is("elseif"));

        var otherwise = Take("else") ? ReadStatements("end") : [];
        Expect("end");
        Expect("if");
        return new(reader.SpanFrom(start), branches.DrainToImmutable(), otherwise);
    }

    PlCase ReadCase(int start)
    {
        reader.Next();
        var operand = Is("when") ? null : ReadExpression("when");
        var branches = ImmutableArray.CreateBuilder<PlBranch>();
        do
        {
            branches.Add(ReadBranch("when", "else", "end"));
        }
        while (Is("when"));

        var hasElse = Take("else");
        var otherwise = hasElse ? ReadStatements("end") : [];
        Expect("end");
        Expect("case");
        return new(reader.SpanFrom(start), operand, branches.DrainToImmutable(), hasElse, otherwise);
    }

    // From its WHEN, IF or ELSIF.
    PlBranch ReadBranch(params ReadOnlySpan<string> ends)
    {
        var start = reader.Start;
        reader.Next();
        var condition = ReadExpression("then");
        Expect("then");
        var statements = ReadStatements(ends);
        return new(reader.SpanFrom(start), condition, statements);
    }

    PlReturn ReadReturn(int start)
    {
        reader.Next();
        if (Take("query"))
        {
            return ReadReturnQuery(start);
        }

        var kind = Take("next") ? PlReturnKind.Next : PlReturnKind.Value;
        var value = reader.Is(TokenKind.Semicolon) ? null : ReadExpression(";");
        return new(reader.SpanFrom(start), kind, value, []);
    }

    PlReturn ReadReturnQuery(int start)
    {
        if (Take("execute"))
        {
            var command = ReadExpression(";", "using");
            var parameters = Take("using") ? ReadExpressions(";") : [];
            return new(reader.SpanFrom(start), PlReturnKind.Dynamic, command, parameters);
        }

        var query = ReadSql();
        return new(reader.SpanFrom(start), PlReturnKind.Query, query, []);
    }

    PlTransaction ReadTransaction(int start, string verb)
    {
        reader.Next();
        var isChained = false;
        if (Take("and"))
        {
            isChained = !Take("no");
            Expect("chain");
        }

        return new(reader.SpanFrom(start), verb == "COMMIT", isChained);
    }

    PlOther ReadOther(int start, string verb)
    {
        reader.Next();
        var values = ImmutableArray.CreateBuilder<Select>();
        switch (verb)
        {
            case "RAISE":
                ReadRaise(values);
                break;
            case "ASSERT":
                ReadAssert(values);
                break;
            case "EXIT" or "CONTINUE":
                ReadExit(values, verb == "EXIT");
                break;
            case "GET":
                ReadDiagnostics();
                break;
            case "FETCH" or "MOVE":
                ReadFetch(values, verb == "MOVE");
                break;
            case "CLOSE":
                ReadVariable();
                break;
        }

        return new(reader.SpanFrom(start), verb, values.ToImmutable());
    }
}
