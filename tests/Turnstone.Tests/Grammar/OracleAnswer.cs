namespace Turnstone.Tests.Grammar;

using System.Text.Json;

/// <summary>What a grammar says of a text.</summary>
/// <param name="Error">Null where it is taken.</param>
/// <param name="At">Where the error is, in UTF-16 units.</param>
/// <param name="Count">How many statements the text is.</param>
/// <param name="Node">The root of the parse tree, <c>CreateStmt</c>.</param>
/// <param name="Tables">Schema, or null, and name of each.</param>
/// <param name="Spans">Of a file: start, end, start, end, … of its statements; the end is the semicolon.</param>
sealed record OracleAnswer(
    string? Error, int At, int Count, string? Node, string? Verb, IReadOnlyList<string?[]>? Tables, IReadOnlyList<string>? Columns, IReadOnlyList<int>? Spans)
{
    /// <summary>The raw parse tree, where it was asked for.</summary>
    public JsonElement? Tree { get; init; }

    /// <summary>The tree as a line of text.</summary>
    public string? Normal { get; init; }

    /// <summary>Whether it could not say, for want of memory say.</summary>
    public bool GaveUp { get; init; }

    public bool Takes => Error is null;

    public IEnumerable<TableName> TableNames => (Tables ?? []).Select(path => new TableName(path[0], path[1]!));
}
