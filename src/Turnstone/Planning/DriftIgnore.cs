namespace Turnstone.Planning;

using System.Collections.Immutable;
using System.IO.Enumeration;
using Turnstone.Catalog;

/// <summary>What a project says is no drift: partitions that a job makes, tables of another team.</summary>
sealed class DriftIgnore(ImmutableArray<string> patterns)
{
    /// <summary>Whether a pattern is what the object is called, or what it is a part of.</summary>
    public bool Covers(ObjectId id) => Covers(id.ToString()) || id.Of is { } whole && Covers(whole);

    public bool Covers(string name) => patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));
}
