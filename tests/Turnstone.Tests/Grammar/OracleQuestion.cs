namespace Turnstone.Tests.Grammar;

using System.Text.Json.Serialization;

/// <summary>What the oracle is asked: about the text of one statement, or about a file.</summary>
sealed record OracleQuestion(IReadOnlyList<int> Versions)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? File { get; init; }

    /// <summary>Whether the raw parse trees are wanted.</summary>
    public bool Tree { get; init; }

    /// <summary>Whether version 18's PL/pgSQL is wanted.</summary>
    public bool Plpgsql { get; init; }
}
