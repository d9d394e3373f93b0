namespace Turnstone.Linting.Knowledge;

using System.Collections.Immutable;
using Turnstone.Sql.Statements;

/// <summary>What an index is sorted by, where it is columns: which of two does all that the other one does.</summary>
static class IndexKeys
{
    /// <summary>Whether it is of all rows, by columns alone, sorted as usual.</summary>
    public static bool IsPlain(CreateIndex index) =>
        index is { Where: null, Method: null or { Name: "btree" } } && index.Include.IsEmpty && index.Keys.All(key => key.Column is not null && key.Collation is null && key.OperatorClass is null);

    /// <summary>The columns of a plain one, each with the direction that is not the usual.</summary>
    public static ImmutableArray<string> Of(CreateIndex index) => [.. index.Keys.Select(key => key.Column!.Value.Name + (key.IsDescending ? " DESC" : "") + (key.NullsFirst is { } first && first != key.IsDescending ? " NULLS" : ""))];

    public static bool Begin(ImmutableArray<string> longer, ImmutableArray<string> shorter) => longer.Length >= shorter.Length && longer.AsSpan()[..shorter.Length].SequenceEqual(shorter.AsSpan());
}
