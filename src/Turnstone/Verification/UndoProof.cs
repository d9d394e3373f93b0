namespace Turnstone.Verification;

using System.Collections.Immutable;
using Turnstone.Catalog;
using Turnstone.Diagnostics;

/// <summary>What became of one migration that was applied, taken back and applied again on a shadow.</summary>
/// <param name="Version">The migration's.</param>
/// <param name="Message">A sentence for people: what is not as it was, or why it was not tried.</param>
public sealed record UndoProof(string Version, UndoVerdict Verdict, string Message)
{
    /// <summary>What the server refused of the undo, or of applying it again.</summary>
    public Diagnostic? Refused { get; init; }

    /// <summary>What the undo left another way than it was.</summary>
    public ImmutableArray<Difference> Left { get; init; } = [];

    /// <summary>What is another way once it is applied again.</summary>
    public ImmutableArray<Difference> AppliedAgain { get; init; } = [];

    /// <summary>What is lost of what was there before, or else of what was written meanwhile.</summary>
    public ImmutableArray<LostData> Lost { get; init; } = [];

    /// <summary>Whether all that is lost stood in tables that the migration itself made.</summary>
    public bool IsOfOwnTables { get; init; }

    /// <summary>Whether its file says that it loses something: <c>undo=lossy reason="…"</c>.</summary>
    public bool SaysSo { get; init; }
}
