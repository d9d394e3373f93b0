namespace Turnstone.Linting;

using System.Runtime.CompilerServices;

/// <summary>Parses files on another thread than the one that looks at them, a few ahead of it.</summary>
static class ReadAhead
{
    const int Ahead = 16;

    // A longer one is read statement by statement, so that it need not be in memory.
    const long LongestFile = 1 << 20;

    /// <summary>The files in their order.</summary>
    public static async IAsyncEnumerable<LintedFile> Of(IEnumerable<LintedFile> files, LintOptions options, [EnumeratorCancellation] CancellationToken stop)
    {
        var reading = Task.FromResult<LintedFile[]>([]);
        foreach (var some in files.Chunk(Ahead).Append([]))
        {
            var next = Task.Run(() => Array.ConvertAll(some, file => Read(file, options)), stop);
            foreach (var file in await reading)
            {
                yield return file;
            }
            reading = next;
        }
        await reading;
    }

    static LintedFile Read(LintedFile file, LintOptions options) => file.Migration.Text.Length > LongestFile ? file : file with { Parsed = ParsedFile.Read(file.Migration, options) };
}
