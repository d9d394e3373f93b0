namespace Turnstone.Tests.Grammar;

using Turnstone.Sql;

/// <summary>Neighbours that a grammar refuses one by one: if it takes them as one statement, we cut where none ends.</summary>
sealed record WrongCut(CorpusStatement First, CorpusStatement Last, PgVersion Version)
{
    const int MostParts = 5;

    public string Text => First.File.Text[First.Start..Last.End];

    public static IEnumerable<WrongCut> Suspects(CorpusFile file, PgVersion version, IReadOnlySet<CorpusStatement> taken)
    {
        for (var first = 0; first < file.Statements.Count; first++)
        {
            for (var last = first; last < Math.Min(first + MostParts, file.Statements.Count) && !taken.Contains(file.Statements[last]); last++)
            {
                if (last > first)
                {
                    yield return new(file.Statements[first], file.Statements[last], version);
                }
            }
        }
    }

    public void Compare(OracleAnswer theirs, Tally tally)
    {
        if (theirs is { Takes: true, Count: 1 })
        {
            tally.Count(false, new(Measure.Boundaries, First, Version, $"statements up to line {Last.Slice.Position.Line}", "one statement", First.Verb));
        }
    }
}
