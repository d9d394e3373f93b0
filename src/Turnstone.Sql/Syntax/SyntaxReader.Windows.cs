namespace Turnstone.Sql.Syntax;

/// <content>Statements and expressions that end where something else than their grammar says so: in PL/pgSQL.</content>
sealed partial class SyntaxReader
{
    /// <summary>Reads all that stands before a place, as if nothing stood behind it.</summary>
    /// <param name="end">A place as <see cref="Mark"/> gives it, not before this one.</param>
    public T Until<T>(int end, Func<SyntaxReader, T> read)
    {
        var (last, kept) = (count, tokens[end]);
        tokens[end] = new(TokenKind.None, kept.Start, kept.Start, null, KeywordKind.None, false);
        count = end;
        var all = read(this);
        ExpectEnd();
        if (Error is null)
        {
            tokens[end] = kept;
            count = last;
        }

        return all;
    }

    /// <summary>Reads all that stands before a place but for some tokens, as if they were not there.</summary>
    /// <param name="from">Where those begin, as <see cref="Mark"/> gives it.</param>
    /// <param name="to">Behind them.</param>
    public T Without<T>(int from, int to, int end, Func<SyntaxReader, T> read)
    {
        Array.Copy(tokens, to, tokens, from, end - to + 1);
        var all = Until(end - (to - from), read);
        at = Error is null ? end : at;
        return all;
    }

    /// <summary>Takes the next token for a keyword that it is not.</summary>
    public void ReadAs(string keyword) => tokens[at] = tokens[at] with { Word = keyword, Keyword = KeywordKind.Reserved, IsBareLabel = true };

    /// <summary>Goes to a place ahead.</summary>
    public void Skip(int mark) => at = Error is null ? mark : at;
}
