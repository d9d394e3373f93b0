namespace Turnstone.Linting.Trace;

using System.Collections.Immutable;

/// <summary>What one statement was seen to do on a server, to what was there before its step.</summary>
/// <param name="Migration">As people say it: <c>V7</c>.</param>
/// <param name="Step">Its step's number in the migration.</param>
/// <param name="Ordinal">Its number in its file.</param>
/// <param name="SpentMs">In milliseconds, until the server's answer.</param>
public sealed record TracedStatement(string Migration, int Step, int Ordinal, string File, int Line, int Column, string Verb, double SpentMs)
{
    /// <summary>How many statements it stands for: itself, and those right behind it that change rows of the same table and shared a look with it.</summary>
    public int Count { get; init; } = 1;

    /// <summary>What it does, and how often: <c>INSERT (200 in a row)</c>.</summary>
    public string Shown => Count == 1 ? Verb : $"{Verb} ({Count} in a row)";

    /// <summary>When it was sent, in milliseconds from the beginning of its step.</summary>
    public double StartedMs { get; init; }

    /// <summary>Those that it took, and those that it found; the strongest first, by name within each mode.</summary>
    public ImmutableArray<TracedLock> Locks { get; init; } = [];

    /// <summary>The relations that have another file now: all their rows were written anew, or taken away.</summary>
    public ImmutableArray<string> Rewritten { get; init; } = [];

    /// <summary>The tables that were read from end to end.</summary>
    public ImmutableArray<string> Scanned { get; init; } = [];

    /// <summary>The tables that an index was built on.</summary>
    public ImmutableArray<string> Indexed { get; init; } = [];

    /// <summary>The functions that ran as triggers.</summary>
    public ImmutableArray<string> Triggers { get; init; } = [];

    /// <summary>What it wrote into the write-ahead log, in bytes; whatever else the server wrote meanwhile counts with it.</summary>
    public long WalBytes { get; init; }

    /// <summary>Rows inserted, changed or deleted, in any table.</summary>
    public long Rows { get; init; }

    /// <summary>Whether it ran outside of a transaction, so that its locks were only seen from time to time.</summary>
    public bool IsSampled { get; init; }
}
