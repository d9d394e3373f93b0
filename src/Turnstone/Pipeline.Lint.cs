namespace Turnstone;

using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Turnstone.Catalog;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Linting;
using Turnstone.Linting.Knowledge;
using Turnstone.Migrations;
using Turnstone.Scanning;

/// <summary>What is wrong with the files, before any of them runs.</summary>
public sealed partial class Pipeline
{
    /// <summary>Looks at files of a project; no server is asked.</summary>
    public static async Task<Checked<LintReport>> LintAsync(Settings settings, LintRequest request, CancellationToken stop)
    {
        // Whoever has no project looks at a file all the same.
        var folder = new MigrationDirectory(settings.File is null && request.Named.Count > 0 ? settings with { Migrations = [.. settings.Migrations.Where(one => Directory.Exists(Path.GetFullPath(one, settings.Root)))] } : settings);
        var files = folder.Read();
        if (!files.Passed)
        {
            return Checked.Failed<LintReport>(files.Diagnostics);
        }
        var order = LintOrder.Of(files.Value).ToList();
        var loose = Loose(settings, folder, files.Value, request.Named.Except(order.Select(file => file.File)));
        if (!loose.Passed)
        {
            return Checked.Failed<LintReport>(loose.Diagnostics);
        }
        order.AddRange(loose.Value);
        var linter = new Linter(request.Options with { OthersRules = [.. ScanRule.All.Select(rule => rule.Name)] }, request.Ground);
        var found = ImmutableArray.CreateBuilder<LintFinding>();
        var asked = order.Where(request.IsAsked).Select(file => file.File).ToHashSet(StringComparer.Ordinal);
        var meant = order.Index().Where(file => asked.Contains(file.Item.File) || !request.IsApplied(file.Item)).Select(file => new LintedFile(file.Item, file.Index)
        {
            IsAsked = asked.Contains(file.Item.File),
            IsPending = asked.Contains(file.Item.File) && request.IsPending,
        });
        await foreach (var file in ReadAhead.Of(meant, request.Options, stop))
        {
            stop.ThrowIfCancellationRequested();
            found.AddRange(linter.Look(file, files.Value));
        }
        found.AddRange(linter.Finish(files.Value));
        var places = order.Index().ToDictionary(file => file.Item.File, file => file.Index, StringComparer.Ordinal);
        var given = Fingerprints.Given(found.OrderBy(finding => places[finding.Migration.File]).ThenBy(finding => finding.Diagnostic.Line).ThenBy(finding => finding.Diagnostic.Column));
        var (told, stale) = request.Baseline?.Of(given, asked.Contains) ?? (given, []);
        return Checked.Of(new LintReport(told, asked.Count, linter.Count), [.. files.Diagnostics, .. loose.Diagnostics, .. stale]);
    }

    // Files that somebody named and that none of the project's are behind them all.
    static Checked<IReadOnlyList<Migration>> Loose(Settings settings, MigrationDirectory folder, MigrationSet files, IEnumerable<string> named)
    {
        var found = new List<Migration>();
        var said = new List<Diagnostic>();
        foreach (var file in named.Order(StringComparer.Ordinal))
        {
            if (files.Baselines.Any(baseline => baseline.File == file))
            {
                said.Add(Diagnostic.Warning("not-looked-at", $"{file} makes again what the files up to its version make: they are looked at.", file));
            }
            else if (!File.Exists(Path.GetFullPath(file, settings.Root)))
            {
                said.Add(Diagnostic.Error("no-such-file", $"There is no file {file}.",
                    help: $"Nothing was looked at.\n{(Nearest.To(file, LintOrder.Of(files).Select(one => one.File)) is { } like ? $"Did you mean {like}?" : "Correct the path.")}"));
            }
            else
            {
                var read = folder.ReadLoose(file);
                said.AddRange(read.Diagnostics);
                if (read.Value is { } one)
                {
                    found.Add(one);
                }
            }
        }
        return Checked.Of<IReadOnlyList<Migration>>(found, said);
    }

    /// <summary>What the database is, for a look at the files that are still to be applied to it. Nothing is written.</summary>
    /// <param name="options">Its server's version is taken over.</param>
    /// <exception cref="FailureException">The server is away or refuses.</exception>
    public async Task<Checked<LintRequest>> LintRequestAsync(LintOptions options, CancellationToken stop)
    {
        var standing = await StatusAsync(stop);
        if (!standing.Passed)
        {
            return Checked.Failed<LintRequest>(standing.Diagnostics);
        }
        var schema = await SchemaAsync(stop);
        var figures = await FiguresAsync(stop);
        var applied = standing.Value.Statuses.Where(status => !status.IsLacking && status.File is not null).Select(status => status.File!).ToList();
        var holds = applied.Select(file => file.File).Concat(standing.Value.Files.Undos.Where(undo => applied.Any(file => file.Name.Version == undo.Version)).Select(undo => undo.File)).ToHashSet(StringComparer.Ordinal);
        return Checked.Of(new LintRequest(options with { Version = schema.Version })
        {
            IsAsked = file => !holds.Contains(file.File),
            IsApplied = file => holds.Contains(file.File),
            IsPending = true,
            Ground = new() { Schema = DumpFile.Read(DumpFile.Write(schema), $"{address}").Value!.Statements, Figures = figures.Value },
        }, [.. standing.Diagnostics, .. UnreadObjects.Said(schema, $"{address}")]);
    }

    async Task<Checked<DatabaseFigures>> FiguresAsync(CancellationToken stop)
    {
        using var bytes = new MemoryStream();
        var statistics = await StatisticsAsync(showsQueries: false, stop);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            statistics.Write(json);
            json.WriteEndObject();
        }
        return DatabaseFigures.Read(Encoding.UTF8.GetString(bytes.ToArray()), $"{address}");
    }
}
