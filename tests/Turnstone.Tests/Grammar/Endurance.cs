namespace Turnstone.Tests.Grammar;

using System.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.PlPgSql;

/// <summary>Gives the parser damaged statements, which it must neither throw at nor take long for.</summary>
sealed class Endurance(IReadOnlyList<CorpusStatement> statements, int seed)
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    readonly Random random = new(seed);
    readonly Mutation mutation = new(seed);

    /// <summary>The texts that it did not endure, the first hundred, each with what happened.</summary>
    public IReadOnlyList<string> Try(long number)
    {
        List<string> wrong = [];
        for (var i = 0L; i < number && wrong.Count < 100; i++)
        {
            var text = Text();
            if (Trouble(text, (PgVersion)(14 + (i % 5))) is { } trouble)
            {
                wrong.Add($"{trouble}: {text}");
            }
        }
        return wrong;
    }

    // Damaged once and more, sometimes a half of one and a half of another.
    string Text()
    {
        var text = Any().Text;
        if (random.Next(4) == 0)
        {
            var other = Any().Text;
            text = text[..random.Next(text.Length + 1)] + other[random.Next(other.Length + 1)..];
        }
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var tokens = Mutation.Tokens(Slice(text));
            text = tokens.Count == 0 ? text : mutation.Damage(text, tokens);
        }
        return text;
    }

    CorpusStatement Any() => statements[random.Next(statements.Count)];

    static StatementSlice Slice(string text) => new(text, 1, TextPosition.Start, "", CopiesFromStdin: false);

    static string? Trouble(string text, PgVersion version)
    {
        var clock = Stopwatch.GetTimestamp();
        var read = ParsedStatement.Read(Slice(text), version);
        return read.Threw ? read.Error
            : BodyTrouble(text, version) is { } thrown ? thrown
            : Stopwatch.GetElapsedTime(clock) is var took && took > Longest ? $"took {took}"
            : null;
    }

    // As a statement of PL/pgSQL, and as a body if it has one.
    static string? BodyTrouble(string text, PgVersion version)
    {
        try
        {
            _ = PlBody.Read($"BEGIN {text}; END", version);
            _ = PlBody.Of(Parser.Parse(Slice(text), version), version);
            return null;
        }
        catch (Exception thrown)
        {
            return $"threw {thrown.GetType().Name}: {thrown.Message}";
        }
    }
}
