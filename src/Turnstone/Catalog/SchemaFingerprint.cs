namespace Turnstone.Catalog;

using System.Collections.Immutable;
using System.Text;
using Turnstone.Migrations;
using Turnstone.Plans;

/// <summary>What a schema was at a moment: a digest of all of it and one of each object, so that it can be said later what is another now.</summary>
/// <param name="Whole">As <see cref="SchemaHash"/> makes it.</param>
/// <param name="Objects">Each object by what it is called.</param>
public sealed record SchemaFingerprint(string Whole, ImmutableSortedDictionary<string, SchemaFingerprint.Part> Objects)
{
    const string First = "schema fingerprint v1";
    const int Length = 16;

    // Of some ten thousand tables it is longer, and then only the whole is kept.
    const int LongestKept = 1 << 24;

    public static SchemaFingerprint Of(Schema schema)
    {
        var parts = ImmutableSortedDictionary.CreateBuilder<string, Part>(StringComparer.Ordinal);
        var whole = SchemaHash.Of(schema, (one, name, digest) => parts.Add(name, new Part(digest[..Length], one.Id.Whole.Name)));
        return new(whole, parts.ToImmutable());
    }

    /// <summary>As it is kept: a line for each object.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder($"{First}\n{Whole}\n");
            foreach (var (name, part) in Objects)
            {
                text.Append(part.Digest).Append('\t').Append(OnOneLine(part.Word)).Append('\t').Append(OnOneLine(name)).Append('\n');
            }
            return text.ToString();
        }
    }

    /// <summary>As the ledger keeps it.</summary>
    internal (string Whole, KeptText Objects) Kept => (Whole, KeptText.Of(new SourceText(Text), LongestKept));

    /// <summary>None where a newer release wrote it.</summary>
    public static SchemaFingerprint? Read(string text)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        return lines.Length < 2 || lines[0] != First ? null : new(lines[1],
            lines.Skip(2).Select(line => line.Split('\t')).ToImmutableSortedDictionary(line => AsItWas(line[2]), line => new Part(line[0], AsItWas(line[1])), StringComparer.Ordinal));
    }

    /// <summary>What is not as it was: whose digest is another, who came, who is gone. In the order of names.</summary>
    public ImmutableArray<(string Name, string Word)> DifferentFrom(SchemaFingerprint now) =>
    [
        .. Objects.Keys.Union(now.Objects.Keys).Order(StringComparer.Ordinal)
            .Select(name => (name, Before: Objects.GetValueOrDefault(name), Now: now.Objects.GetValueOrDefault(name))).Where(one => one.Before != one.Now)
            .Select(one => (one.name, (one.Before ?? one.Now)!.Word)),
    ];

    static string OnOneLine(string name) => name.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal).Replace("\t", @"\t", StringComparison.Ordinal);

    static string AsItWas(string line)
    {
        var name = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            name.Append(line[i] != '\\' ? line[i] : line[++i] switch { 'n' => '\n', 't' => '\t', var letter => letter });
        }
        return name.ToString();
    }

    /// <summary>Of one object.</summary>
    /// <param name="Word">By which a text that is about it names it, or what it is a part of.</param>
    public sealed record Part(string Digest, string Word);
}
