namespace Turnstone.Tests.Grammar;

using System.Runtime.CompilerServices;
using Turnstone.Sql;

/// <summary>Compares our parser with PostgreSQL's grammars over a corpus.</summary>
sealed class Comparison(Oracle oracle, Scope scope)
{
    readonly Tally tally = new();
    readonly IReadOnlyList<int> versions = [.. scope.Versions.Select(version => (int)version)];

    // By version, as they stand in the scope.
    readonly List<HashSet<CorpusStatement>> taken = [.. scope.Versions.Select(_ => new HashSet<CorpusStatement>(ReferenceEqualityComparer.Instance))];

    public async Task<Report> CompareAsync(string folder, CancellationToken stop)
    {
        var files = scope.Choose(CorpusFile.ReadAll(folder));
        var statements = files.SelectMany(file => file.Statements).Where(scope.Wants).ToList();
        await CompareStatementsAsync(statements, stop);
        if (scope.Kind is null)
        {
            await CompareBoundariesAsync(files, stop);
            await CompareCutsAsync(files, stop);
        }
        await CompareBodiesAsync(statements, stop);
        if (scope.Mutations > 0)
        {
            await CompareDamagedAsync(statements, stop);
        }
        return new Report(scope, files, statements.Count, tally);
    }

    async Task CompareStatementsAsync(List<CorpusStatement> statements, CancellationToken stop)
    {
        var comparison = new StatementComparison(tally);
        await foreach (var (statement, number, answer) in AskAsync(statements, stop))
        {
            comparison.Compare(statement, scope.Versions[number], answer);
            if (answer is { Takes: true, Count: 1 })
            {
                taken[number].Add(statement);
            }
        }
    }

    async Task CompareDamagedAsync(List<CorpusStatement> statements, CancellationToken stop)
    {
        var mutation = new Mutation(scope.Seed);
        var newest = scope.Versions[^1];
        var damaged = statements
            .Where(statement => taken[^1].Contains(statement) && ParsedStatement.Read(statement.Slice, newest).Tree is not null)
            .SelectMany(statement => Enumerable.Range(0, scope.Mutations).Select(_ => mutation.Damage(statement)))
            .OfType<CorpusStatement>().ToList();
        var comparison = new StatementComparison(tally);
        await foreach (var (statement, number, answer) in AskAsync(damaged, stop))
        {
            if (answer is { Takes: false } or { Count: 1 })
            {
                comparison.CompareDamaged(statement, scope.Versions[number], answer);
            }
        }
    }

    // The oracle has the PL/pgSQL of one version.
    async Task CompareBodiesAsync(List<CorpusStatement> statements, CancellationToken stop)
    {
        if (scope.Versions[^1] != PgVersion.V18)
        {
            return;
        }
        var comparisons = statements.Where(taken[^1].Contains).Select(BodyComparison.TryMake).OfType<BodyComparison>().ToList();
        if (scope.Mutations > 0)
        {
            var mutation = new Mutation(scope.Seed);
            comparisons.AddRange(comparisons.ToList().Select(one => one.Damaged(mutation)).OfType<BodyComparison>());
        }
        var next = 0;
        await foreach (var reply in oracle.AskAsync(comparisons.ConvertAll(one => new OracleQuestion([]) { Text = one.Text, Plpgsql = true }), stop))
        {
            comparisons[next++].Compare(reply.Plpgsql!, tally);
        }
    }

    async Task CompareBoundariesAsync(IReadOnlyList<CorpusFile> files, CancellationToken stop)
    {
        var comparisons = files
            .SelectMany(file => scope.Versions.Select((version, number) => (of: number, it: new BoundaryComparison(file, version, taken[number]), some: file.Statements.Any(taken[number].Contains))))
            .Where(one => one.some).ToList();
        var questions = comparisons.ConvertAll(one => new OracleQuestion([versions[one.of]]) { File = one.it.Readable });
        var next = 0;
        await foreach (var reply in oracle.AskAsync(questions, stop))
        {
            comparisons[next++].it.Compare(reply.Answers[0], tally);
        }
    }

    async Task CompareCutsAsync(IReadOnlyList<CorpusFile> files, CancellationToken stop)
    {
        var suspects = files.SelectMany(file => scope.Versions.SelectMany((version, number) => WrongCut.Suspects(file, version, taken[number]))).ToList();
        var next = 0;
        await foreach (var reply in oracle.AskAsync(suspects.ConvertAll(suspect => new OracleQuestion([(int)suspect.Version]) { Text = suspect.Text }), stop))
        {
            suspects[next++].Compare(reply.Answers[0], tally);
        }
    }

    // Each statement with the answer of each version.
    async IAsyncEnumerable<(CorpusStatement Statement, int Number, OracleAnswer Answer)> AskAsync(
        List<CorpusStatement> statements, [EnumeratorCancellation] CancellationToken stop)
    {
        var next = 0;
        await foreach (var reply in oracle.AskAsync(statements.ConvertAll(statement => new OracleQuestion(versions) { Text = statement.Text }), stop))
        {
            foreach (var (number, answer) in reply.ByVersion.Index().Where(one => !one.Item.GaveUp))
            {
                yield return (statements[next], number, answer);
            }
            next++;
        }
    }
}
