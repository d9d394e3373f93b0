namespace Turnstone.Sql;

using System.Text;

/// <summary>Follows <c>standard_conforming_strings</c> through a file as psql does: a change counts from the next line on.</summary>
sealed class StringSetting
{
    const string Name = "standard_conforming_strings";

    bool session = true;
    bool? local;
    bool sessionAtBegin = true;

    /// <summary>What strings on the present line are read with.</summary>
    public bool Value { get; private set; } = true;

    /// <summary>Whether another value waits for the next line.</summary>
    public bool IsPending => Value != (local ?? session);

    /// <summary>The next line begins.</summary>
    public void NextLine() => Value = local ?? session;

    /// <summary>Takes notice of a finished statement.</summary>
    public void See(StatementSlice statement)
    {
        var reader = new TokenReader(statement);
        if (reader.Take("SET"))
        {
            SeeSet(reader);
        }
        else if (reader.Peek("SELECT"))
        {
            SeeSetConfig(statement.Text, reader);
        }
        else if (reader.Peek("DISCARD ALL") || reader.Peek("RESET ALL") || (reader.Take("RESET") && IsName(reader)))
        {
            (session, local) = (true, null);
        }
        else
        {
            SeeTransaction(reader);
        }
    }

    void SeeSet(TokenReader reader)
    {
        var isLocal = reader.Take("LOCAL");
        _ = isLocal || reader.Take("SESSION");
        if (!IsName(reader))
        {
            return;
        }

        reader.Next();
        if (reader.Take("TO") || reader.Text is "=")
        {
            _ = reader.Take(TokenKind.Operator);
            Set(reader.Text, isLocal);
        }
    }

    // SELECT pg_catalog.set_config('standard_conforming_strings', 'off', false)
    void SeeSetConfig(string text, TokenReader reader)
    {
        if (!text.Contains("set_config", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        for (; !reader.AtEnd; reader.Next())
        {
            var call = reader;
            if (call.Take("set_config") && call.Take(TokenKind.OpenParenthesis) && Ascii.EqualsIgnoreCase(Unquoted(call.Text), Name))
            {
                call.Next();
                _ = call.Take(TokenKind.Comma);
                var value = call.Text;
                call.Next();
                _ = call.Take(TokenKind.Comma);
                Set(value, isLocal: ReadsAsOn(Unquoted(call.Text)) == true);
            }
        }
    }

    void SeeTransaction(TokenReader reader)
    {
        if (reader.Is("BEGIN") || reader.Is("START"))
        {
            sessionAtBegin = session;
        }
        else if (reader.Is("COMMIT") || reader.Is("END"))
        {
            (local, sessionAtBegin) = (null, session);
        }
        else if (reader.Is("ABORT") || (reader.Is("ROLLBACK") && !reader.Peek("ROLLBACK TO")))
        {
            (local, session) = (null, sessionAtBegin);
        }
    }

    void Set(ReadOnlySpan<char> value, bool isLocal)
    {
        if ((Ascii.EqualsIgnoreCase(value, "default") ? true : ReadsAsOn(Unquoted(value))) is not { } on)
        {
            return;
        }

        if (isLocal)
        {
            local = on;
        }
        else
        {
            (session, local) = (on, null);
        }
    }

    static bool IsName(TokenReader reader) => reader.Is(Name) || reader.Text is $"\"{Name}\"";

    static ReadOnlySpan<char> Unquoted(ReadOnlySpan<char> value) => value.Trim('\'');

    // parse_bool
    static bool? ReadsAsOn(ReadOnlySpan<char> value)
    {
        Span<char> lower = stackalloc char[5];
        return value.Length is 0 or > 5 || value.ToLowerInvariant(lower) < 0
            ? null
            : lower[..value.Length] switch
            {
                "on" or "1" or "t" or "tr" or "tru" or "true" or "y" or "ye" or "yes" => true,
                "of" or "off" or "0" or "f" or "fa" or "fal" or "fals" or "false" or "n" or "no" => false,
                _ => null,
            };
    }
}
