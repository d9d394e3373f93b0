namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Plans;

/// <summary>The statements of a step that is being put together: their texts, or where the file is too long for those, only what stands for them.</summary>
sealed class StepDraft(bool keepsTexts) : IDisposable
{
    readonly ImmutableArray<PlannedStatement>.Builder statements = ImmutableArray.CreateBuilder<PlannedStatement>();
    readonly StepDigest digest = new();
    PlannedStatement? first;
    int count;
    long length;

    /// <summary>The file that the statements stand in, where that is not the migration's own.</summary>
    public string? File { get; set; }

    public bool IsEmpty => first is null;

    /// <summary>Where the first statement stands.</summary>
    public int Line => first?.Line ?? 1;

    public void Add(PlannedStatement statement)
    {
        first ??= statement;
        count++;
        digest.Add(statement);
        if (keepsTexts)
        {
            statements.Add(statement);
        }
        else
        {
            length += statement.Length;
        }
    }

    /// <summary>Hands out what was added, and begins anew.</summary>
    public (string Digest, ImmutableArray<PlannedStatement> Statements, StatementRange? Range) Take()
    {
        var range = keepsTexts || first is null ? null : new StatementRange(first.Ordinal, count, length, first.Verb, File);
        var taken = (digest.Finish(), statements.ToImmutable(), range);
        statements.Clear();
        (first, count, length) = (null, 0, 0);
        return taken;
    }

    public void Dispose() => digest.Dispose();
}
