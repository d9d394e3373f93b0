namespace Turnstone.Catalog;

using System.Collections.Immutable;
using Turnstone.Plans;
using Turnstone.Sql;

/// <summary>Holds a database against what a plan expects of some of its objects.</summary>
static class Expectation
{
    /// <summary>What takes a relation's name, beside the indexes and constraints of tables.</summary>
    static readonly ImmutableArray<string> Relations = ["table", "view", "materialized view", "foreign table", "sequence", "index", "type"];

    /// <summary>What is not as it was: <c>table app.orders is gone</c>. In the order of names.</summary>
    public static ImmutableArray<string> Differences(IReadOnlyCollection<ExpectedObject> expected, Schema now)
    {
        var fingerprints = SchemaFingerprint.Of(now).Objects;
        var free = expected.Select(one => one.FreeName).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var there = expected.Where(one => one.FreeName is null).ToDictionary(one => one.Object, one => one.Fingerprint, StringComparer.Ordinal);
        var said = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, fingerprint) in there)
        {
            if (fingerprints.GetValueOrDefault(name)?.Digest is var digest && digest != fingerprint)
            {
                said[name] = digest is null ? "is gone" : fingerprint is null ? "is new" : "is another";
            }
        }
        foreach (var id in now.Objects.Keys)
        {
            var name = id.ToString();
            if (TakesFreeName(id, free) || id.Of is not null && there.ContainsKey(id.Whole.ToString()) && !there.ContainsKey(name))
            {
                said[name] = "is new";
            }
        }
        return [.. said.Where(one => !IsOfOneSaid(one.Key, one.Value, said)).Select(one => $"{one.Key} {one.Value}")];
    }

    public static string NameOf(string schema, string name) => $"{new PlainName(schema)}.{new PlainName(name)}";

    static bool TakesFreeName(ObjectId id, HashSet<string> free) =>
        free.Count > 0 && (id.Schema ?? id.Whole.Schema) is { } schema && Relations.Contains(id.Kind) && free.Contains(NameOf(schema, id.Name));

    // With a table its columns are gone.
    static bool IsOfOneSaid(string name, string what, SortedDictionary<string, string> said) =>
        name.IndexOf(" of ", StringComparison.Ordinal) is > 0 and var at && said.TryGetValue(name[(at + 4)..], out var whole) && whole == what;
}
