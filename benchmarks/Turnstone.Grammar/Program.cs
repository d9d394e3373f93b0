namespace Turnstone.Grammar;

using System.Globalization;
using Turnstone.Sql;
using Turnstone.Tests.Grammar;

/// <summary>What <c>.ci/grammar.sh</c> runs; its comment says how.</summary>
static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["compare", var folder, var oracle, .. var options]:
                return await CompareAsync(folder, oracle, options);
            case ["endure", var number, var seed, .. var folders]:
                return Endure(Number(number), Number(seed), folders);
            case ["speed", var folder, var oracle]:
                return await new Speed(folder, oracle, rounds: 30).MeasureAsync();
            default:
                Console.Error.WriteLine("Run .ci/grammar.sh instead.");
                return 2;
        }
    }

    static async Task<int> CompareAsync(string folder, string grammars, string[] options)
    {
        var (scope, first, insistAs) = (new Scope(), 10, "");
        foreach (var option in options.Chunk(2))
        {
            var value = option[^1];
            switch (option[0])
            {
                case "--kind": scope = scope with { Kind = value.ToUpperInvariant() }; break;
                case "--version": scope = scope with { Versions = [(PgVersion)Number(value)] }; break;
                case "--mutations": scope = scope with { Mutations = Number(value) }; break;
                case "--seed": scope = scope with { Seed = Number(value) }; break;
                case "--sample": scope = scope with { Sample = Number(value) }; break;
                case "--first": first = Number(value); break;
                case "--insist-as": insistAs = value; break;
                default: throw new ArgumentException($"unknown option '{option[0]}'; see .ci/grammar.sh");
            }
        }
        await using var oracle = Oracle.Start(grammars);
        var report = await new Comparison(oracle, scope).CompareAsync(folder, CancellationToken.None);
        var missed = insistAs.Length == 0 ? [] : Targets.Missed(insistAs, report).ToList();
        Console.WriteLine(string.Join('\n', [report.Text(first), .. missed, report.Summary()]));
        return missed.Count == 0 ? 0 : 1;
    }

    static int Endure(int number, int seed, string[] folders)
    {
        var statements = folders.SelectMany(CorpusFile.ReadAll).SelectMany(file => file.Statements).ToList();
        var endurance = new Endurance(statements, seed);
        var wrong = endurance.Try(number);
        Console.WriteLine(string.Join("\n\n", wrong.Append($"{number} damaged and random texts, {endurance.Taken} of them statements still, {wrong.Count} not endured")));
        return wrong.Count == 0 ? 0 : 1;
    }

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
