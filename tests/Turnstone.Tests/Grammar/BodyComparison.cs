namespace Turnstone.Tests.Grammar;

using Turnstone.Sql;
using Turnstone.Sql.PlPgSql;
using Turnstone.Sql.Statements;

/// <summary>Compares what we see in a body in PL/pgSQL with what PostgreSQL 18 does.</summary>
sealed class BodyComparison
{
    // What its grammar does not say: what is declared, of what type it is, what the function returns.
    static readonly string[] Meanings =
    [
        "is not a known variable", "does not exist", "must be of type cursor or refcursor", "is not a scalar variable", "loop variable of", "unrecognized exception condition",
        "RETURN cannot have a parameter", "RETURN NEXT cannot have a parameter", "cannot use RETURN", "is declared CONSTANT", "has arguments", "has no argument", "arguments for cursor",
        "record variable cannot be part", "cursor FOR loop must use a bound", "cursor variable must be", "functions cannot return type", "functions cannot have declared arguments", "Not implemented", "collations are not supported", "functions cannot accept type", "specified more than once", "must have only one target", "has pseudo-type",
    ];

    readonly CorpusStatement statement;
    readonly string code;

    BodyComparison(CorpusStatement statement, string code) => (this.statement, this.code) = (statement, code);

    /// <summary>The whole statement.</summary>
    public string Text => statement.Text;

    /// <summary>None where the statement has no such body.</summary>
    public static BodyComparison? TryMake(CorpusStatement statement) => Code(Parser.Parse(statement.Slice, PgVersion.V18)) is { } code ? new(statement, code.Name) : null;

    /// <summary>Of a damaged copy of the body; none where the statement can no longer hold it.</summary>
    public BodyComparison? Damaged(Mutation mutation)
    {
        var tokens = Mutation.Tokens(Slice(code));
        if (tokens.Count == 0)
        {
            return null;
        }
        var damaged = mutation.Damage(code, tokens);
        var span = Code(Parser.Parse(statement.Slice, PgVersion.V18))!.Value.Span;
        var text = $"{statement.Text[..span.Start]}$damaged${damaged}$damaged${statement.Text[span.End..]}";
        return new(statement with { Slice = statement.Slice with { Text = text } }, damaged);
    }

    public void Compare(OracleBody theirs, Tally tally)
    {
        if (theirs.GaveUp || theirs.Error is { } error && Array.Exists(Meanings, meaning => error.Contains(meaning, StringComparison.Ordinal)))
        {
            return;
        }
        var ours = PlBody.Of(Parser.Parse(statement.Slice, PgVersion.V18), PgVersion.V18)!;
        var (takes, weTake) = (theirs.Error is null, ours.Error is null);
        var at = ours.Error is { } refused ? (int)(refused.Position.Offset - statement.Slice.Position.Offset) : 0;
        if (takes && !weTake && StatementComparison.IsParameter(statement.Text, at))
        {
            return;
        }
        tally.Count(takes == weTake, Otherwise(takes ? Measure.BodyAccept : Measure.BodyReject, ours.Error?.Message ?? "takes it", theirs.Error ?? "takes it",
            takes ? $"{statement.Verb}: refused: {ours.Error?.Message}" : $"{statement.Verb}: taken: {theirs.Error}", at));
        if (takes && weTake)
        {
            CompareOutlines(PlOutline.Of(PlBody.Read(code, PgVersion.V18).Block!, code), theirs.Outline!, tally);
        }
    }

    // Of variables that are records the oracle does not say what they begin with.
    void CompareOutlines(string mine, string theirs, Tally tally)
    {
        var said = theirs.Split('\n').ToHashSet();
        mine = string.Join('\n', mine.Split('\n').Where(line => !line.StartsWith("declare ", StringComparison.Ordinal) || said.Contains(line)));
        var (first, other) = mine.Split('\n').Zip(theirs.Split('\n')).FirstOrDefault(pair => pair.First != pair.Second, (First: "it ends", Second: "it ends"));
        tally.Count(mine == theirs, Otherwise(Measure.BodyOutline, first, other, $"{first.Trim().Split(' ')[0]} is {other.Trim().Split(' ')[0]}", 0));
    }

    Disagreement Otherwise(Measure measure, string ours, string theirs, string group, int at) => new(measure, statement, PgVersion.V18, ours, theirs, group, at);

    static Identifier? Code(Statement statement) => statement switch
    {
        { Error: not null } => null,
        CreateRoutine { Language: "plpgsql" } routine => routine.Code,
        Do { Language: null or "plpgsql" } block => block.Code,
        _ => null,
    };

    static StatementSlice Slice(string text) => new(text, 1, TextPosition.Start, "", CopiesFromStdin: false);
}
