namespace Turnstone.Cli.Commands;

using System.CommandLine;
using System.Globalization;
using System.Text;
using Turnstone.Diagnostics;
using Turnstone.Migrations;

/// <summary><c>turnstone new</c></summary>
sealed class NewCommand : CliCommand
{
    readonly Argument<string[]> words = new("description") { Description = "What it does, in a few words", Arity = ArgumentArity.OneOrMore };

    public NewCommand() : base("new", "A migration and its undo", "turnstone new add customer email") => Add(words);

    public override int Rank => 2;

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        var description = Slug(string.Join(' ', invocation.Arguments.GetValue(words) ?? []));
        if (description.Length == 0)
        {
            return report.Fail(FailureKind.Refused, Diagnostic.Error("usage", "The description has no letter or digit in it.", help: "turnstone new add customer email"));
        }
        if (invocation.Settings() is not { } settings)
        {
            return report.End();
        }
        var folder = Path.GetFullPath(settings.Migrations[0], settings.Root);
        Directory.CreateDirectory(folder);
        if (invocation.Take(new MigrationDirectory(settings).Read()) is not { } before)
        {
            return report.End();
        }
        var version = NextVersion(invocation.Time, before);
        string[] files = [Path.Combine(folder, $"V{version}__{description}.sql"), Path.Combine(folder, $"U{version}__{description}.sql")];
        await File.WriteAllTextAsync(files[0], "", invocation.Stop);
        await File.WriteAllTextAsync(files[1], $"-- Takes back V{version}__{description}.sql.\n", invocation.Stop);
        if (invocation.Take(new MigrationDirectory(settings).Read()) is { } after)
        {
            await File.WriteAllTextAsync(Path.Combine(settings.Root, SumFile.Name), SumFile.Of(after).ToString(), invocation.Stop);
        }
        var shown = files.Select(file => MigrationDirectory.Shown(settings.Root, file)).ToList();
        shown.ForEach(file => report.Line(file));
        return report.End(json =>
        {
            json.WriteStartArray("files");
            shown.ForEach(json.WriteStringValue);
            json.WriteEndArray();
        });
    }

    // The clock's, unless a file with that version or a later one is there already: the new one always comes last.
    static string NextVersion(TimeProvider time, MigrationSet files)
    {
        var now = time.GetUtcNow();
        var newest = files.Versioned.Select(file => file.Version).Max();
        while (newest is not null && MigrationVersion.Parse(Stamp(now)) <= newest && Stamp(now).Length >= newest.Text.Length)
        {
            now = DateTimeOffset.TryParseExact(newest.Text, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var last)
                ? last.AddSeconds(1)
                : now.AddSeconds(1);
        }
        return Stamp(now);
    }

    static string Stamp(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var character in text.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(character))
            {
                slug.Append(character);
            }
            else if (slug.Length > 0 && slug[^1] != '_')
            {
                slug.Append('_');
            }
        }
        return slug.ToString().Trim('_');
    }
}
