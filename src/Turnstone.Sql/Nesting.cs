namespace Turnstone.Sql;

using System.Text;

/// <summary>What is open in the statement being read, so that a semicolon does not end it: psqlscan.l's <c>paren_depth</c> and <c>begin_depth</c>.</summary>
struct Nesting
{
    int parentheses;
    int brackets;
    int blocks;

    // Where the text is in CREATE [OR REPLACE] FUNCTION|PROCEDURE: psqlscan.l's `identifiers`.
    Beginning beginning;
    bool afterBegin;
    bool afterLabel;
    bool afterJson;

    // The parenthesis inside which colons belong to JSON_OBJECT('key': value).
    int json;

    enum Beginning
    {
        None,
        Create,
        Or,
        Replace,
        Routine,
        Other,
    }

    /// <summary>Whether a semicolon here is inside the statement.</summary>
    public readonly bool IsOpen => parentheses > 0 || blocks > 0;

    /// <summary>Whether a colon here belongs to SQL: in an array slice or in <c>JSON_OBJECT('key': value)</c>.</summary>
    public readonly bool OwnsColons => brackets > 0 || json > 0;

    /// <summary>Takes notice of a significant token.</summary>
    public void See(TokenKind kind, ReadOnlySpan<char> text)
    {
        switch (kind)
        {
            case TokenKind.OpenParenthesis:
                parentheses++;
                json = json == 0 && afterJson ? parentheses : json;
                break;
            case TokenKind.CloseParenthesis:
                json = json == parentheses ? 0 : json;
                parentheses = Math.Max(0, parentheses - 1);
                break;
            case TokenKind.OpenBracket:
                brackets++;
                break;
            case TokenKind.CloseBracket:
                brackets = Math.Max(0, brackets - 1);
                break;
            case TokenKind.Word:
                SeeWord(text);
                return;
        }

        afterBegin = afterJson = false;
        afterLabel = kind == TokenKind.Dot;
    }

    void SeeWord(ReadOnlySpan<char> word)
    {
        if (beginning == Beginning.Routine && parentheses == 0 && !afterLabel)
        {
            SeeBlockWord(word);
        }

        beginning = Next(word);
        afterBegin = Is(word, "begin");
        afterLabel = Is(word, "as");
        afterJson = Is(word, "json_object") || Is(word, "json_objectagg");
    }

    // CASE ends with END too. Where psqlscan.l takes any BEGIN and END for a block's, a name (`begin`, `t.end`, `AS end`) is left alone here.
    void SeeBlockWord(ReadOnlySpan<char> word)
    {
        if (afterBegin && Is(word, "atomic"))
        {
            blocks++;
        }
        else if (blocks > 0 && Is(word, "case"))
        {
            blocks++;
        }
        else if (blocks > 0 && Is(word, "end"))
        {
            blocks--;
        }
    }

    readonly Beginning Next(ReadOnlySpan<char> word) => beginning switch
    {
        Beginning.Routine => Beginning.Routine,
        Beginning.None when Is(word, "create") => Beginning.Create,
        Beginning.Create when Is(word, "or") => Beginning.Or,
        Beginning.Or when Is(word, "replace") => Beginning.Replace,
        Beginning.Create or Beginning.Replace when Is(word, "function") || Is(word, "procedure") => Beginning.Routine,
        _ => Beginning.Other,
    };

    static bool Is(ReadOnlySpan<char> word, ReadOnlySpan<char> keyword) => Ascii.EqualsIgnoreCase(word, keyword);
}
