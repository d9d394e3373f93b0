namespace Turnstone.Migrations;

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Turnstone.Diagnostics;

/// <summary><c>turnstone.sum</c>: one line per migration file, chained, so that two branches that add migrations conflict in Git on purpose.</summary>
/// <remarks>A line is <c>name checksum chain</c>; versioned files, undos and baselines are chained in order, repeatables and hooks,
/// which change, have <c>-</c> for a chain.</remarks>
public sealed record SumFile(ImmutableArray<SumFile.Line> Lines)
{
    public const string Name = "turnstone.sum";

    const string Header = "# turnstone.sum v1: written by 'turnstone sum'. After a merge conflict run it again; do not edit.";
    const string NoChain = "-";

    /// <summary>One file: its name, its checksum, and the digest over all chained lines up to this one.</summary>
    public sealed record Line(string Name, string Checksum, string Chain);

    public static SumFile Of(MigrationSet migrations)
    {
        var lines = ImmutableArray.CreateBuilder<Line>();
        var chain = "";
        foreach (var migration in migrations.All.Where(IsChained).OrderBy(one => one.Version).ThenBy(one => one.Kind))
        {
            chain = Next(chain, migration);
            lines.Add(new(migration.Name.Text, migration.Checksum.Text, chain));
        }
        lines.AddRange(migrations.All.Where(one => !IsChained(one)).Select(one => new Line(one.Name.Text, one.Checksum.Text, NoChain)));
        return new(lines.ToImmutable());
    }

    public static Checked<SumFile> Parse(string text)
    {
        var lines = ImmutableArray.CreateBuilder<Line>();
        var names = new HashSet<string>();
        var number = 0;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }
            // A name may hold blanks, the two digests behind it never do.
            var chainAt = line.LastIndexOf(' ');
            var checksumAt = chainAt > 0 ? line.LastIndexOf(' ', chainAt - 1) : -1;
            if (checksumAt < 1 || IsConflictMark(line) || !names.Add(line[..checksumAt]))
            {
                return Checked.Failed<SumFile>(Unreadable(line).At(number, 1));
            }
            lines.Add(new(line[..checksumAt], line[(checksumAt + 1)..chainAt], line[(chainAt + 1)..]));
        }
        return Checked.Of(new SumFile(lines.ToImmutable()));
    }

    /// <summary>What <paramref name="written"/>, the file as it stands, says otherwise than the migrations themselves.</summary>
    public IEnumerable<Diagnostic> CompareWith(SumFile written)
    {
        var known = written.Lines.ToDictionary(line => line.Name);
        foreach (var line in Lines)
        {
            if (!known.Remove(line.Name, out var old))
            {
                yield return Mismatch($"{line.Name} is not in {Name}.");
            }
            else if (old.Checksum != line.Checksum)
            {
                yield return Mismatch($"{line.Name} is not the file that {Name} was written for.");
            }
            else if (old.Chain != line.Chain)
            {
                yield return Mismatch($"{line.Name} follows other files than {Name} says.");
                yield break;
            }
        }
        foreach (var missing in known.Values)
        {
            yield return Mismatch($"{missing.Name} stands in {Name} but is gone.");
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var line in Lines)
        {
            text.Append(line.Name).Append(' ').Append(line.Checksum).Append(' ').Append(line.Chain).Append('\n');
        }
        return text.ToString();
    }

    static bool IsChained(Migration migration) => migration.Name.Version is not null;

    static string Next(string chain, Migration migration) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{chain}\n{migration.Name.Text}\n{migration.Checksum}")))[..32];

    static Diagnostic Mismatch(string message) =>
        Diagnostic.Error("sum-mismatch", message, Name, "If the change is meant, run 'turnstone sum' and commit the result.");

    static bool IsConflictMark(string line) => line.Length >= 7 && line[..7] is "<<<<<<<" or "|||||||" or "=======" or ">>>>>>>";

    static Diagnostic Unreadable(string line) => IsConflictMark(line)
        ? Diagnostic.Error("sum-conflict", "Two branches added migrations: Git left its conflict marks here.", Name,
            "Check the order of the new files, then run 'turnstone sum' and commit.")
        : Diagnostic.Error("sum-unreadable", "This line is not 'name checksum chain', or its name stands above already.", Name, "Run 'turnstone sum' to write it anew.");
}
