namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;
using Turnstone.Sql.Statements;

/// <content>What runs SQL.</content>
sealed partial class PlReader
{
    PlStatic ReadPerform(int start)
    {
        reader.ReadAs("SELECT");
        var query = ReadSql();
        return new(reader.SpanFrom(start), query, null) { IsPerformed = true };
    }

    PlStatic ReadCall(int start)
    {
        var call = ReadSql();
        return new(reader.SpanFrom(start), call, null);
    }

    // make_execsql_stmt
    PlStatic ReadStatic(int start)
    {
        // A word of PL/pgSQL that begins no statement of it.
        if (reader.Kind != TokenKind.Word || Is("table"))
        {
            reader.Fail();
        }

        var (mark, end) = (reader.Mark(), FindEnd());
        if (FindInto(end) is not { } found)
        {
            var whole = ReadSqlUntil(end);
            return new(reader.SpanFrom(start), whole, null);
        }

        reader.Skip(found);
        var (variables, behind) = (ReadOnlyInto(end), reader.Mark());
        if (reader.Error is not null)
        {
            return new(default, new OtherStatement(reader.Slice, ""), null);
        }

        reader.Reset(mark);
        var sql = reader.Without(found, behind, end, NestedStatement.Read);
        return new(reader.SpanFrom(start), sql, variables);
    }

    TextSpan ReadOnlyInto(int end)
    {
        var variables = ReadInto();
        if (reader.Error is null && FindInto(end) is { } second)
        {
            reader.Skip(second);
            reader.Fail("INTO specified more than once");
        }

        return variables;
    }

    // A semicolon does not end it within parentheses, and within the body of a routine that is SQL itself.
    int FindEnd()
    {
        var (depth, blocks) = (0, 0);
        var makesRoutine = Is("create") && (IsRoutine(1) || Is(1, "or") && Is(2, "replace") && IsRoutine(3));
        for (var distance = 0; ; distance++)
        {
            var kind = reader.Ahead(distance).Kind;
            depth += kind == TokenKind.OpenParenthesis ? 1 : kind == TokenKind.CloseParenthesis && depth > 0 ? -1 : 0;
            if (makesRoutine && depth == 0 && kind == TokenKind.Word)
            {
                blocks += Is(distance, "begin") || Is(distance, "case") ? 1 : Is(distance, "end") && blocks > 0 ? -1 : 0;
            }

            if (kind == TokenKind.None || kind == TokenKind.Semicolon && depth + blocks == 0)
            {
                return reader.Mark() + distance;
            }
        }
    }

    bool IsRoutine(int distance) => Is(distance, "function") || Is(distance, "procedure");

    // The first one that is not the grammar's own.
    int? FindInto(int end)
    {
        if (Is("import"))
        {
            return null;
        }

        for (var distance = 1; reader.Mark() + distance < end; distance++)
        {
            if (Is(distance, "into") && !Is(distance - 1, "insert") && !Is(distance - 1, "merge"))
            {
                return reader.Mark() + distance;
            }
        }

        return null;
    }

    // read_into_target
    TextSpan ReadInto()
    {
        var start = reader.Start;
        Expect("into");
        _ = Take("strict");
        ReadVariables();
        return reader.SpanFrom(start);
    }

    // stmt_dynexecute
    PlExecute ReadExecute(int start)
    {
        reader.Next();
        var command = ReadExpression("into", "using", ";");
        TextSpan? into = null;
        ImmutableArray<Select> parameters = [];
        while (!reader.Is(TokenKind.Semicolon) && reader.Error is null)
        {
            if (into is null && Is("into"))
            {
                into = ReadInto();
            }
            else if (parameters.IsEmpty && Take("using"))
            {
                parameters = ReadExpressions(";", "into");
            }
            else
            {
                reader.Fail();
            }
        }

        return new(reader.SpanFrom(start), command, into, parameters);
    }

    // stmt_open
    PlOpen ReadOpen(int start)
    {
        reader.Next();
        var cursor = ReadVariable();
        if (!Is("no") && !Is("scroll") && !Is("for"))
        {
            var values = ReadArguments();
            return new(reader.SpanFrom(start), cursor, null, null, values);
        }

        // As pl_gram.y has it: NO alone is nothing.
        _ = Take("no");
        _ = Take("scroll");
        Expect("for");
        if (!Take("execute"))
        {
            var query = ReadSql();
            return new(reader.SpanFrom(start), cursor, query, null, []);
        }

        var command = ReadExpression("using", ";");
        var parameters = Take("using") ? ReadExpressions(";") : [];
        return new(reader.SpanFrom(start), cursor, null, command, parameters);
    }
}
