namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>Reads PL/pgSQL over the tokens of its body, which are those of SQL: <c>pl_gram.y</c>.</summary>
/// <param name="name">The function's, which labels all of it.</param>
/// <param name="parameters">Its parameters' names; none where they are not known.</param>
sealed partial class PlReader(SyntaxReader reader, Identifier? name, IEnumerable<Identifier>? parameters)
{
    // Those of the blocks and loops around, the innermost last.
    readonly List<(Identifier? Name, bool IsLoop)> labels = [(name, false)];

    // Those of the function and of the blocks around that are called as a word of PL/pgSQL is.
    readonly List<Identifier>? variables = parameters?.Where(one => PlWord.IsUnreserved(one.Name, reader.Version)).ToList();

    /// <summary>The block that a body is.</summary>
    public PlBlock ReadWhole()
    {
        while (reader.TakeOperator("#"))
        {
            ReadOption();
        }

        var start = reader.Start;
        var block = ReadBlock(start, ReadLabel());
        _ = reader.Take(TokenKind.Semicolon);
        reader.ExpectEnd();
        return block;
    }

    // comp_option
    void ReadOption()
    {
        switch (TakeOneOf("option", "print_strict_params", "variable_conflict"))
        {
            case "option":
                Expect("dump");
                break;
            case "print_strict_params":
                ExpectOneOf("on", "off");
                break;
            case "variable_conflict":
                ExpectOneOf("error", "use_variable", "use_column");
                break;
            default:
                reader.Fail();
                break;
        }
    }

    // <<name>>
    Identifier? ReadLabel()
    {
        if (!reader.TakeOperator("<<"))
        {
            return null;
        }

        var label = ReadName();
        reader.ExpectOperator(">>");
        return label;
    }

    PlBlock ReadBlock(int start, Identifier? label)
    {
        labels.Add((label, false));
        var around = variables?.Count ?? 0;
        var declarations = Take("declare") ? ReadDeclarations() : [];
        Expect("begin");
        var statements = ReadStatements("end", "exception");
        var handlers = Take("exception") ? ReadHandlers() : [];
        Expect("end");
        ReadEndLabel(label);
        variables?.RemoveRange(around, variables.Count - around);
        return new(reader.SpanFrom(start), label, declarations, statements, handlers);
    }

    // check_labels
    void ReadEndLabel(Identifier? label)
    {
        labels.RemoveAt(labels.Count - 1);
        if (!reader.IsColLabel())
        {
            return;
        }

        var mark = reader.Mark();
        var said = ReadName();
        if (said != label)
        {
            reader.Reset(mark);
            reader.Fail(label is { } begun ? $"end label \"{said.Name}\" differs from block's label \"{begun.Name}\"" : $"end label \"{said.Name}\" specified for unlabeled block");
        }
    }

    ImmutableArray<PlHandler> ReadHandlers()
    {
        var all = ImmutableArray.CreateBuilder<PlHandler>();
        do
        {
            var start = reader.Start;
            Expect("when");
            var conditions = ImmutableArray.CreateBuilder<Identifier>();
            do
            {
                conditions.Add(ReadCondition());
            }
            while (Take("or"));

            Expect("then");
            var statements = ReadStatements("end", "when");
            all.Add(new(reader.SpanFrom(start), conditions.DrainToImmutable(), statements));
        }
        while (Is("when"));

        return all.DrainToImmutable();
    }

    // proc_condition
    Identifier ReadCondition()
    {
        var name = ReadName();
        return name.Name == "sqlstate" ? ReadState() : name;
    }

    Identifier ReadState()
    {
        var mark = reader.Mark();
        var state = reader.StringValue();
        if (state.Name.Length != 5 || !state.Name.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c)))
        {
            reader.Reset(mark);
            reader.Fail("invalid SQLSTATE code");
        }

        return state;
    }

    ImmutableArray<PlNode> ReadStatements(params ReadOnlySpan<string> ends)
    {
        var all = ImmutableArray.CreateBuilder<PlNode>();
        if (!reader.Enter())
        {
            return [];
        }

        while (!Ends(ends) && reader.Error is null)
        {
            if (reader.AtEnd)
            {
                reader.Fail();
                break;
            }

            all.Add(ReadStatement());
            reader.Expect(TokenKind.Semicolon);
        }

        reader.Leave();
        return all.DrainToImmutable();
    }

    // What is not reserved may be a variable that is assigned.
    bool Ends(ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Is(word))
            {
                return PlWord.IsReserved(word) || !IsAssignment();
            }
        }

        return false;
    }
}
