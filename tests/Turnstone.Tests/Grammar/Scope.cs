namespace Turnstone.Tests.Grammar;

using Turnstone.Sql;

/// <summary>What of a corpus is compared.</summary>
sealed record Scope
{
    public IReadOnlyList<PgVersion> Versions { get; init; } = Enum.GetValues<PgVersion>();

    /// <summary>The verb of the statements that are wanted; null for all.</summary>
    public string? Kind { get; init; }

    /// <summary>About how many statements, in whole files; null for all.</summary>
    public int? Sample { get; init; }

    /// <summary>How many damaged copies of each statement that is taken.</summary>
    public int Mutations { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>The files that are compared.</summary>
    public IReadOnlyList<CorpusFile> Choose(IReadOnlyList<CorpusFile> files)
    {
        if (Sample is not { } wanted)
        {
            return files;
        }
        var shuffled = files.ToArray();
        new Random(Seed).Shuffle(shuffled);
        var sum = 0;
        return [.. shuffled.TakeWhile(file => sum < wanted && (sum += file.Statements.Count) >= 0)];
    }

    public bool Wants(CorpusStatement statement) => statement.LeftOut is null && (Kind is null || statement.Verb == Kind);
}
