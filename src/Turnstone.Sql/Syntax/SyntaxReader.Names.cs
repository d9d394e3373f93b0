namespace Turnstone.Sql.Syntax;

using System.Collections.Immutable;
using System.Runtime.InteropServices;

/// <content>Names and constants, called as PostgreSQL's grammar calls them.</content>
sealed partial class SyntaxReader
{
    static readonly Identifier Missing = new("");

    /// <summary>Whether a column's or table's name stands here.</summary>
    public bool IsColId() => IsColId(Current);

    /// <summary>Whether a function's or type's name stands here.</summary>
    public bool IsTypeFunctionName() => IsName(Current) && Current.Keyword is KeywordKind.None or KeywordKind.Unreserved or KeywordKind.TypeOrFunction;

    /// <summary>Whether any name but a reserved word stands here.</summary>
    public bool IsNonReserved() => IsName(Current) && Current.Keyword != KeywordKind.Reserved;

    /// <summary>Whether any word stands here.</summary>
    public bool IsColLabel() => IsName(Current);

    /// <summary>Whether a name stands here that labels an output column without AS.</summary>
    public bool IsBareColLabel() => IsName(Current) && Current.IsBareLabel;

    public static bool IsColId(in SyntaxToken token) => IsName(token) && token.Keyword is KeywordKind.None or KeywordKind.Unreserved or KeywordKind.Column;

    /// <summary>A column's or table's name.</summary>
    public Identifier ColId() => IsColId() ? TakeIdentifier() : FailedName();

    /// <summary>A function's or type's name.</summary>
    public Identifier TypeFunctionName() => IsTypeFunctionName() ? TakeIdentifier() : FailedName();

    /// <summary>Any name but a reserved word.</summary>
    public Identifier NonReserved() => IsNonReserved() ? TakeIdentifier() : FailedName();

    /// <summary>Any word.</summary>
    public Identifier ColLabel() => IsColLabel() ? TakeIdentifier() : FailedName();

    /// <summary>A relation's name, with its schema or without: <c>qualified_name</c> of <c>gram.y</c>.</summary>
    public ObjectName QualifiedName()
    {
        var name = AnyName();
        ExpectRelation(name);
        return name;
    }

    /// <summary>A type's, collation's … name of as many parts as there are: <c>any_name</c> of <c>gram.y</c>.</summary>
    public ObjectName AnyName()
    {
        var first = ColId();
        return Is(TokenKind.Dot) ? Dotted(first) : new(null, first);
    }

    /// <summary>Says that a name that was read has no more parts than a relation's.</summary>
    public void ExpectRelation(ObjectName name)
    {
        if (name.Prefix.Length > 1 && Error is null)
        {
            while (Start > name.Span.Start)
            {
                at--;
            }

            Fail("improper qualified name (too many dotted names)");
        }
    }

    /// <summary>A function's name, with its schema or without; how many parts it may have, the grammar leaves to what follows it.</summary>
    public ObjectName FunctionName()
    {
        if (Ahead(1).Kind != TokenKind.Dot)
        {
            return new(null, TypeFunctionName());
        }

        return Dotted(ColId());
    }

    /// <summary>Names in parentheses.</summary>
    public ImmutableArray<Identifier> ColumnList() => Parenthesised(static reader => reader.ColId());

    /// <summary>Names in parentheses, if they stand here.</summary>
    public ImmutableArray<Identifier> OptionalColumnList() => Is(TokenKind.OpenParenthesis) ? ColumnList() : [];

    /// <summary>Whether a string stands here.</summary>
    public bool IsString() => Kind.IsString();

    /// <summary>A string, as it stands.</summary>
    public TextSpan String()
    {
        var start = Start;
        if (!IsString())
        {
            Fail();
            return default;
        }

        var kind = Kind;
        var text = Text;
        Next();
        var escape = TakeUescape(kind == TokenKind.UnicodeString);
        if (kind is TokenKind.UnicodeString or TokenKind.EscapeString && text.Contains(escape)
            && UnicodeEscapes.Trouble(text[(text.IndexOf('\'') + 1)..^1], escape, kind == TokenKind.EscapeString) is { } trouble)
        {
            at--;
            Fail(trouble);
        }

        return SpanFrom(start);
    }

    /// <summary>A string, and what it says, as a name that stands where it does.</summary>
    public Identifier StringValue()
    {
        if (!IsString())
        {
            return FailedName();
        }

        var escape = Kind == TokenKind.UnicodeString && IsAhead(1, "UESCAPE") && Ahead(2) is { Kind: TokenKind.String } given && given.End - given.Start == 3 ? TextOf(given)[1] : '\\';
        var said = new StringText(Text, Kind, Kind == TokenKind.EscapeString || !slice.StandardStrings, escape).Read().Text;
        return new(said) { Span = String() };
    }

    /// <summary>Any name but a reserved word, or a string: <c>NonReservedWord_or_Sconst</c> of <c>gram.y</c>.</summary>
    public Identifier NonReservedOrString() => IsString() ? StringValue() : NonReserved();

    /// <summary>A whole number without a sign, as it stands.</summary>
    public TextSpan Integer()
    {
        var start = Start;
        if (!IsInteger())
        {
            Fail();
            return default;
        }

        Next();
        return SpanFrom(start);
    }

    /// <summary>Whether a whole number that fits 32 bits stands here.</summary>
    public bool IsInteger() => Kind == TokenKind.Number && Value(Text) <= int.MaxValue;

    /// <summary>The whole number without a sign that stands here.</summary>
    public int IntegerValue()
    {
        var text = Text;
        return Integer() == default ? 0 : (int)Value(text);
    }

    // What does not fit 32 bits is more than fits them.
    static long Value(ReadOnlySpan<char> number)
    {
        if (number.Length < 10 && !number.ContainsAnyExceptInRange('0', '9'))
        {
            return int.Parse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture);
        }

        var digits = number.ToString().Replace("_", "", StringComparison.Ordinal);
        return digits is ['0', 'x' or 'X', ..] ? Convert(digits, 16) : digits is ['0', 'o' or 'O', ..] ? Convert(digits, 8) : digits is ['0', 'b' or 'B', ..] ? Convert(digits, 2)
            : long.TryParse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var given) ? given : long.MaxValue;
    }

    static long Convert(string digits, int radix)
    {
        var value = 0L;
        foreach (var digit in digits.AsSpan(2).TrimStart('0'))
        {
            if (value > int.MaxValue)
            {
                return long.MaxValue;
            }

            value = value * radix + System.Convert.ToInt32($"{digit}", 16);
        }

        return value;
    }

    /// <summary>A number with or without a sign, as it stands.</summary>
    public TextSpan SignedNumber()
    {
        var start = Start;
        _ = TakeOperator("-") || TakeOperator("+");
        Expect(TokenKind.Number);
        return SpanFrom(start);
    }

    /// <summary>A whole number with or without a sign, as it stands.</summary>
    public TextSpan SignedInteger()
    {
        var start = Start;
        _ = TakeOperator("-") || TakeOperator("+");
        Integer();
        return SpanFrom(start);
    }

    static bool IsName(in SyntaxToken token) => token.Kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.UnicodeIdentifier;

    /// <summary>A name whose first part is read.</summary>
    internal ObjectName Dotted(Identifier first)
    {
        List<Identifier> parts = [first];
        while (Take(TokenKind.Dot))
        {
            parts.Add(ColLabel());
        }

        return ObjectName.Of(CollectionsMarshal.AsSpan(parts));
    }

    Identifier TakeIdentifier()
    {
        var (kind, start) = (Kind, Start);
        var text = Text;
        Next();
        var escape = TakeUescape(kind == TokenKind.UnicodeIdentifier);
        var trouble = kind == TokenKind.UnicodeIdentifier ? UnicodeEscapes.Trouble(text[3..^1], escape, isEscapeString: false) : null;
        var name = trouble is not null ? "" : kind switch
        {
            TokenKind.Word => IdentifierText.Folded(text),
            TokenKind.QuotedIdentifier => IdentifierText.Unquoted(text),
            _ => IdentifierText.Unescaped(text, escape),
        };
        if (string.IsNullOrEmpty(name))
        {
            at--;
            Fail(trouble ?? "zero-length delimited identifier");
            return Missing;
        }

        return IdentifierText.Kept(name) with { Span = SpanFrom(start) };
    }

    // U&'d!0061t' UESCAPE '!'
    char TakeUescape(bool isUnicode)
    {
        if (!isUnicode || !Is("UESCAPE"))
        {
            return '\\';
        }

        Next();
        if (Kind != TokenKind.String || Text.Length != 3 || Text[1] is '+' or '\'' or '"' or ' ' or '\t' or '\n' || char.IsAsciiHexDigit(Text[1]))
        {
            Fail("invalid Unicode escape character");
            return '\\';
        }

        var escape = Text[1];
        Next();
        return escape;
    }

    Identifier FailedName()
    {
        Fail();
        return Missing;
    }
}
