namespace Turnstone.Tests.Grammar;

using Turnstone.Sql;

/// <summary>Compares where we cut a file with where a grammar does, which reads the file as a whole.</summary>
/// <remarks>What it cannot read is blanked: psql's lines, COPY's rows, and the statements it refuses one by one. All else stays as it is, what stands
/// between statements as well.</remarks>
sealed class BoundaryComparison(CorpusFile file, PgVersion version, IReadOnlySet<CorpusStatement> taken)
{
    readonly List<CorpusStatement> statements = [.. file.Statements.Where(taken.Contains)];

    /// <summary>The file without what the grammar cannot read.</summary>
    public string Readable { get; } = Blank(file, taken);

    public void Compare(OracleAnswer theirs, Tally tally)
    {
        if (theirs.Spans is not { } spans)
        {
            Refused(theirs, tally);
            return;
        }
        var ends = new Dictionary<int, int>();
        for (var i = 0; i < spans.Count; i += 2)
        {
            ends[spans[i]] = spans[i + 1];
        }
        foreach (var one in statements)
        {
            var same = ends.Remove(one.Start, out var end) && end >= one.End && IsTrivia(Readable.AsSpan(one.End, end - one.End));
            tally.Count(same, Otherwise(one, $"{one.Start} to {one.End}", end == 0 ? "none begins there" : $"{one.Start} to {end}"));
        }
        foreach (var (start, end) in ends)
        {
            tally.Count(false, Otherwise(statements.Last(one => one.Start <= start), "none begins there", $"{start} to {end}"));
        }
    }

    // One by one it takes them all.
    void Refused(OracleAnswer theirs, Tally tally)
    {
        var near = statements.LastOrDefault(one => one.Start <= theirs.At) ?? statements[0];
        tally.Count(false, Otherwise(near, "cut into statements that are taken", theirs.Error!) with { At = Math.Max(0, theirs.At - near.Start) });
        tally.Count(Measure.Boundaries, version, 0, statements.Count - 1);
    }

    Disagreement Otherwise(CorpusStatement near, string ours, string theirs) => new(Measure.Boundaries, near, version, ours, theirs, near.Verb);

    static string Blank(CorpusFile file, IReadOnlySet<CorpusStatement> taken)
    {
        var text = file.Text.ToCharArray();
        var end = 0;
        foreach (var one in file.Statements)
        {
            BlankGap(text.AsSpan(end, one.Start - end));
            if (!taken.Contains(one))
            {
                text.AsSpan(one.Start, one.Text.Length).Fill(' ');
            }
            end = one.End;
        }
        BlankGap(text.AsSpan(end));
        return new string(text);
    }

    // In place of a semicolon there may be a command that sends the statement.
    static void BlankGap(Span<char> gap)
    {
        if (!gap.IsEmpty && !HoldsNothing(gap))
        {
            gap.Fill(' ');
            gap[0] = ';';
        }
    }

    static bool HoldsNothing(ReadOnlySpan<char> gap)
    {
        var lexer = new Lexer(gap);
        while (lexer.Read(out var token))
        {
            if (!token.Kind.IsTrivia() && token.Kind != TokenKind.Semicolon)
            {
                return false;
            }
        }
        return true;
    }

    static bool IsTrivia(ReadOnlySpan<char> text) => new TokenReader(text).AtEnd;
}
