namespace Turnstone.Migrations;

using Turnstone.Configuration;
using Turnstone.Diagnostics;

/// <summary>Keeps <c>turnstone.sum</c> in step with the files: where the database is governed a difference is refused, elsewhere it is written anew.</summary>
public sealed class SumKeeper(Settings settings, bool governed)
{
    /// <summary>What is refused; nothing where the file is missing, fits, or was written anew.</summary>
    public async Task<IReadOnlyList<Diagnostic>> KeepAsync(MigrationSet migrations, CancellationToken stop)
    {
        var path = Path.Combine(settings.Root, SumFile.Name);
        if (!File.Exists(path))
        {
            return governed ? [Diagnostic.Error("sum-missing", $"There is no {SumFile.Name}.", help: "Nothing was changed.\nRun 'turnstone sum' and commit the result.")] : [];
        }
        var sum = SumFile.Of(migrations);
        var written = SumFile.Parse(await File.ReadAllTextAsync(path, stop));
        var differences = written.Passed ? [.. sum.CompareWith(written.Value)] : written.Diagnostics.ToList();
        if (differences.Count == 0 || governed)
        {
            return differences;
        }
        try
        {
            await File.WriteAllTextAsync(path, sum.ToString(), stop);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            // A container's image is read-only: the file is for Git, and nothing here depends on it.
        }
        return [];
    }
}
