namespace Turnstone.Tests.Grammar;

using Turnstone.Sql;

/// <summary>Compares what we say of single statements with what the grammars say.</summary>
sealed class StatementComparison(Tally tally)
{
    public void Compare(CorpusStatement statement, PgVersion version, OracleAnswer theirs)
    {
        var ours = ParsedStatement.Read(statement.Slice, version);
        CompareTaking(Measure.Accept, statement, version, ours, theirs);
        if (!theirs.Takes)
        {
            return;
        }
        CompareParsed(statement, version, ours, theirs);
        CompareVerb(statement, version, theirs);
        if (ours.Tree is not null)
        {
            CompareNames(statement, version, ours, theirs);
        }
    }

    public void CompareDamaged(CorpusStatement statement, PgVersion version, OracleAnswer theirs)
    {
        var ours = ParsedStatement.Read(statement.Slice, version);
        CompareTaking(Measure.DamagedAccept, statement, version, ours, theirs);
        if (theirs.Takes && ours.Error is null)
        {
            CompareTrees(Measure.DamagedTrees, statement, version, ours, theirs);
        }
    }

    /// <summary>Whether it is taken, and no more.</summary>
    public void CompareTaking(CorpusStatement statement, PgVersion version, OracleAnswer theirs) =>
        CompareTaking(Measure.Accept, statement, version, ParsedStatement.Read(statement.Slice, version), theirs);

    void CompareTaking(Measure accept, CorpusStatement statement, PgVersion version, ParsedStatement ours, OracleAnswer theirs)
    {
        if (IsTheirs(statement, version, ours, theirs))
        {
            return;
        }
        var measure = theirs.Takes ? accept : accept + 1;
        var weTake = ours.Error is null;
        tally.Count(weTake == theirs.Takes, new(
            measure, statement, version, ours.Error ?? "takes it", theirs.Error ?? "takes it",
            theirs.Takes ? $"{statement.Verb}: refused: {ours.Error}" : $"{statement.Verb}: taken: {theirs.Error}",
            theirs.Takes ? ours.ErrorAt : theirs.At));
    }

    // npm's grammar of 15 takes letters right behind a number, which PostgreSQL 15 does not.
    static bool IsTheirs(CorpusStatement statement, PgVersion version, ParsedStatement ours, OracleAnswer theirs) =>
        theirs.Takes && ours.Error is not null && (IsParameter(statement.Text, ours.ErrorAt)
            || version == PgVersion.V15 && statement.Text.AsSpan(ours.ErrorAt) is [>= '0' and <= '9', ..] or ['.', >= '0' and <= '9', ..]);

    /// <summary>Whether a parameter stands there: npm's grammars take one where PostgreSQL wants a constant or a name.</summary>
    public static bool IsParameter(string text, int at) => at + 1 < text.Length && text[at] == '$' && char.IsAsciiDigit(text[at + 1]);

    void CompareParsed(CorpusStatement statement, PgVersion version, ParsedStatement ours, OracleAnswer theirs)
    {
        if (!IsTheirs(statement, version, ours, theirs))
        {
            tally.Count(ours.Tree is not null, new(Measure.Parsed, statement, version, ours.Kind, theirs.Node!, $"{statement.Verb}: {theirs.Node}"));
        }
    }

    void CompareVerb(CorpusStatement statement, PgVersion version, OracleAnswer theirs)
    {
        var verb = theirs.Count == 1 ? theirs.Verb! : $"{theirs.Count} statements";
        tally.Count(statement.Verb == verb, new(Measure.Verb, statement, version, statement.Verb, verb, $"{statement.Verb} is {verb}"));
    }

    void CompareNames(CorpusStatement statement, PgVersion version, ParsedStatement ours, OracleAnswer theirs)
    {
        CompareSets(Measure.Tables, statement, version, ours.Kind, ours.Tables, theirs.TableNames);
        CompareSets(Measure.Columns, statement, version, ours.Kind, ours.Columns, theirs.Columns ?? []);
        CompareTrees(Measure.Trees, statement, version, ours, theirs);
    }

    void CompareTrees(Measure measure, CorpusStatement statement, PgVersion version, ParsedStatement ours, OracleAnswer theirs)
    {
        var mine = ours.Tree is { } tree ? NormalTree.Of(tree) : null;
        if (measure == Measure.Trees)
        {
            tally.CountTree(ours.Kind, mine is not null && theirs.Normal is not null);
        }
        if (mine is not null && theirs.Normal is { } other)
        {
            tally.Count(mine == other, new(measure, statement, version, mine, other, ours.Kind));
        }
    }

    void CompareSets<T>(Measure measure, CorpusStatement statement, PgVersion version, string kind, IReadOnlyList<T>? ours, IEnumerable<T> theirs)
    {
        if (ours is null)
        {
            return;
        }
        var (mine, yours) = (ours.Distinct().Order().ToList(), theirs.Distinct().Order().ToList());
        var (less, more) = (yours.Except(mine).ToList(), mine.Except(yours).ToList());
        tally.Count(less.Count + more.Count == 0, new(
            measure, statement, version, string.Join(", ", mine), string.Join(", ", yours),
            $"{kind}: {(less.Count == 0 ? "too many" : more.Count == 0 ? "too few" : "others")}"));
    }
}
