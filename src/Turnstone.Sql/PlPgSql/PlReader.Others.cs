namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;
using Turnstone.Sql.Statements;

/// <content>What runs no SQL but its expressions.</content>
sealed partial class PlReader
{
    // stmt_raise
    void ReadRaise(ImmutableArray<Select>.Builder values)
    {
        if (reader.Is(TokenKind.Semicolon))
        {
            return;
        }

        _ = TakeOneOf("exception", "warning", "notice", "info", "log", "debug");
        if (reader.IsString())
        {
            ReadMessage(values);
        }
        else if (Take("sqlstate"))
        {
            ReadState();
        }
        else if (!Is("using"))
        {
            ReadName();
        }

        if (!Take("using"))
        {
            return;
        }

        do
        {
            ExpectOneOf("errcode", "message", "detail", "hint", "column", "constraint", "datatype", "table", "schema");
            ExpectAssignment();
            values.Add(ReadExpression(",", ";"));
        }
        while (reader.Take(TokenKind.Comma));
    }

    // check_raise_parameters
    void ReadMessage(ImmutableArray<Select>.Builder values)
    {
        var mark = reader.Mark();
        var message = reader.StringValue().Name.Replace("%%", "", StringComparison.Ordinal);
        while (reader.Take(TokenKind.Comma))
        {
            values.Add(ReadExpression(",", ";", "using"));
        }

        var wanted = message.AsSpan().Count('%');
        if (wanted != values.Count)
        {
            reader.Reset(mark);
            reader.Fail($"too {(wanted < values.Count ? "many" : "few")} parameters specified for RAISE");
        }
    }

    // stmt_assert
    void ReadAssert(ImmutableArray<Select>.Builder values)
    {
        values.Add(ReadExpression(",", ";"));
        if (reader.Take(TokenKind.Comma))
        {
            values.Add(ReadExpression(";"));
        }
    }

    // stmt_exit
    void ReadExit(ImmutableArray<Select>.Builder values, bool leaves)
    {
        if (!reader.Is(TokenKind.Semicolon) && !Is("when"))
        {
            var mark = reader.Mark();
            var label = ReadName();
            var known = labels.FindLastIndex(one => one.Name == label);
            if (known < 0 || !leaves && !labels[known].IsLoop)
            {
                reader.Reset(mark);
                reader.Fail(known < 0 ? $"there is no label \"{label.Name}\" attached to any block or loop enclosing this statement" : $"block label \"{label.Name}\" cannot be used in CONTINUE");
            }
        }
        else if (!labels.Exists(one => one.IsLoop))
        {
            reader.Fail(leaves ? "EXIT cannot be used outside a loop, unless it has a label" : "CONTINUE cannot be used outside a loop");
        }

        if (Take("when"))
        {
            values.Add(ReadExpression(";"));
        }
    }

    // stmt_getdiag
    void ReadDiagnostics()
    {
        var isStacked = TakeOneOf("current", "stacked") == "stacked";
        Expect("diagnostics");
        do
        {
            ReadVariable();
            ExpectAssignment();
            if (Take("pg_context"))
            {
                continue;
            }

            _ = isStacked
                ? ExpectOneOf("returned_sqlstate", "message_text", "pg_exception_context", "pg_exception_detail", "pg_exception_hint", "column_name", "constraint_name", "pg_datatype_name", "table_name", "schema_name")
                : Is("pg_routine_oid") ? ReadRoutine() : ExpectOneOf("row_count");
        }
        while (reader.Take(TokenKind.Comma));
    }

    string ReadRoutine()
    {
        reader.Since(PgVersion.V16, "PG_ROUTINE_OID");
        return ExpectOneOf("pg_routine_oid");
    }

    // stmt_fetch, stmt_move
    void ReadFetch(ImmutableArray<Select>.Builder values, bool moves)
    {
        var mark = reader.Mark();
        var isMany = ReadDirection(values);
        if (isMany && !moves)
        {
            reader.Reset(mark);
            reader.Fail("FETCH statement cannot return multiple rows");
        }

        ReadVariable();
        if (!moves)
        {
            Expect("into");
            ReadVariables();
        }
    }

    // read_fetch_direction: whether there may be more than one row. A cursor's name may be any of these words.
    bool ReadDirection(ImmutableArray<Select>.Builder values)
    {
        if (IsCursor())
        {
            return false;
        }

        switch (TakeOneOf("next", "prior", "first", "last", "absolute", "relative", "all", "forward", "backward", "from", "in"))
        {
            case "from" or "in":
                return false;
            case "absolute" or "relative":
                values.Add(ReadExpression("from", "in"));
                reader.Next();
                return false;
            case "forward" or "backward":
                return !Is("from") && !Is("in") ? ReadNumber(values) : Pass();
            case "all":
                ExpectOneOf("from", "in");
                return true;
            case null:
                return ReadNumber(values);
            default:
                ExpectOneOf("from", "in");
                return false;
        }
    }

    bool Pass()
    {
        reader.Next();
        return false;
    }

    bool ReadNumber(ImmutableArray<Select>.Builder values)
    {
        if (!Take("all"))
        {
            values.Add(ReadExpression("from", "in"));
        }

        ExpectOneOf("from", "in");
        return true;
    }

    // a, a.b, a.b.c before INTO or the end
    bool IsCursor() => reader.IsColLabel() && reader.BehindName(0) is var behind && (Is(behind, "into") || reader.Ahead(behind).Kind == TokenKind.Semicolon);
}
