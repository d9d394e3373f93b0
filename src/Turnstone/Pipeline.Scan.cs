namespace Turnstone;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Linting;
using Turnstone.Scanning;
using Turnstone.Text;

/// <summary>What stands outside of the migrations and should not.</summary>
public sealed partial class Pipeline
{
    /// <summary>Looks at files of any kind; no server is asked.</summary>
    public static ScanReport Scan(IReadOnlyList<ScannedFile> files, ScanOptions options, CancellationToken stop)
    {
        var looked = new (bool IsRead, ImmutableArray<Diagnostic> Findings, ImmutableArray<Secret> Secrets, Diagnostic? Trouble)[files.Count];
        Parallel.For(0, files.Count, new ParallelOptions { CancellationToken = stop }, () => new FileScanner(options), (i, _, scanner) =>
        {
            var (text, trouble) = files[i].Read();
            var (findings, secrets) = text is null ? ([], []) : scanner.Scan(files[i], text);
            looked[i] = (text is not null, findings, secrets, trouble);
            return scanner;
        }, _ => { });
        var turns = new Fingerprints.Turns();
        return new([.. looked.SelectMany(one => one.Findings).Select(said => new ScanFinding(said, turns.Next(said, said.Message)))], looked.Count(one => one.IsRead), [.. looked.SelectMany(one => one.Secrets)], [.. looked.Select(one => one.Trouble).OfType<Diagnostic>()]);
    }
}
