namespace Turnstone.Tests.Grammar;

using Turnstone.Sql;
using Turnstone.Sql.PlPgSql;
using Turnstone.Sql.Statements;

/// <summary>Gives the parser damaged and random texts, which it must neither throw at nor take more for than their length; what it takes must have its parts in place.</summary>
sealed class Endurance
{
    // Several times what the costliest text takes that is a statement: what grows by itself goes far beyond it.
    const int MostBytesEach = 4000, MostBytes = 100_000;

    readonly IReadOnlyList<CorpusStatement> statements;
    readonly List<string> bodies;
    readonly List<string> words;
    readonly Random random;
    readonly Mutation mutation;

    public Endurance(IReadOnlyList<CorpusStatement> statements, int seed)
    {
        this.statements = statements;
        random = new Random(seed);
        mutation = new Mutation(seed);
        bodies = [.. statements.Select(one => Parser.Parse(one.Slice, PgVersion.V18)).Select(Body).OfType<string>()];
        words = [.. statements.SelectMany(one => Mutation.Tokens(one.Slice).Select(span => one.Text.Substring(span.Start, span.Length))).Where(word => word.Length < 30).Distinct()];
    }

    /// <summary>How many of the texts were statements all the same.</summary>
    public int Taken { get; private set; }

    /// <summary>The texts that it did not endure, the first hundred, each with what happened.</summary>
    public IReadOnlyList<string> Try(int number)
    {
        List<string> wrong = [];
        for (var i = 0; i < number && wrong.Count < 100; i++)
        {
            var version = (PgVersion)(14 + (i % 5));
            var isBody = bodies.Count > 0 && random.Next(8) == 0;
            var text = random.Next(8) == 0 ? Words() : Damaged(isBody ? bodies[random.Next(bodies.Count)] : Any());
            if (Trouble(text, isBody, version) is { } trouble)
            {
                wrong.Add($"{trouble} ({version}): {text}");
            }
        }

        return wrong;
    }

    // Damaged once and more, sometimes a half of one and a half of another.
    string Damaged(string text)
    {
        if (random.Next(4) == 0)
        {
            var other = Any();
            text = text[..random.Next(text.Length + 1)] + other[random.Next(other.Length + 1)..];
        }

        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var tokens = Mutation.Tokens(Slice(text));
            text = tokens.Count == 0 ? text : mutation.Damage(text, tokens);
        }

        return text;
    }

    // Words of many statements, and now and then a character that belongs to none.
    string Words() => string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ =>
        random.Next(30) == 0 ? $"{(char)random.Next(0x3000)}" : words[random.Next(words.Count)] + (random.Next(5) == 0 ? "" : " ")));

    string Any() => statements[random.Next(statements.Count)].Text;

    string? Trouble(string text, bool isBody, PgVersion version)
    {
        try
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var statement = isBody ? null : Parser.Parse(Slice(text), version);
            _ = isBody ? PlBody.Read(text, version) : PlBody.Of(statement!, version);
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            if (bytes > MostBytes + (long)MostBytesEach * text.Length)
            {
                return $"took {bytes} bytes";
            }

            Taken += statement is { IsUnparsed: false } ? 1 : 0;
            return TreeInvariants.OfTokens(text) ?? (statement is { IsUnparsed: false } ? OfTaken(statement) : null);
        }
        catch (Exception thrown)
        {
            return $"threw {thrown.GetType().Name}: {thrown.Message}";
        }
    }

    static string? OfTaken(Statement statement)
    {
        var names = StatementNames.Of(statement);
        return names.Relations.IsDefault || names.Columns.IsDefault ? "names nothing" : TreeInvariants.OfTree(statement);
    }

    static string? Body(Statement statement) => statement switch
    {
        Do { Language: null or "plpgsql", Code: { } code } => code.Name,
        CreateRoutine { Language: "plpgsql", Code: { } code } => code.Name,
        _ => null,
    };

    static StatementSlice Slice(string text) => new(text, 1, TextPosition.Start, "", CopiesFromStdin: false);
}
