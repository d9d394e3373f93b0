namespace Turnstone.Grammar;

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Turnstone.Sql;
using Turnstone.Tests.Grammar;

/// <summary>How fast trees and tokens are made of a folder's statements, on one thread, beside npm's libpg-query in the same run; of several rounds the fastest.</summary>
/// <remarks>A character counts as a byte: nearly all of it is ASCII.</remarks>
sealed class Speed(string folder, string grammars, int rounds)
{
    const double LeastRatio = 3;
    const double LeastLexer = 300;

    readonly List<CorpusFile> files = [.. CorpusFile.ReadAll(folder)];

    public async Task<int> MeasureAsync()
    {
        List<StatementSlice> statements = [.. files.SelectMany(file => file.Statements).Where(one => one.LeftOut is null).Select(one => one.Slice).Where(slice => Parser.Parse(slice, PgVersion.V18).Error is null)];
        var length = statements.Sum(slice => (long)slice.Text.Length);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var trees = Best(length, () => statements.ForEach(static slice => Parser.Parse(slice, PgVersion.V18)));
        allocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) / rounds / Math.Max(1, statements.Count);
        var texts = files.ConvertAll(file => file.Text);
        var tokens = Best(texts.Sum(text => (long)text.Length), () => texts.ForEach(Tokens));
        var theirs = await TheirsAsync(statements);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {statements.Count:#,0} statements, {length / 1e6:0.0} MB, one thread, the fastest of {rounds} rounds
            trees               {trees,8:0.0} MB/s  {length / 1e6 / trees / statements.Count * 1e6:0.00} µs and {allocated:#,0} bytes allocated a statement
            npm libpg-query 18  {theirs,8:0.0} MB/s  {trees / theirs:0.0} times as long; at least {LeastRatio:0}
            tokens              {tokens,8:0.0} MB/s  at least {LeastLexer:0}
            """));
        return trees >= LeastRatio * theirs && tokens >= LeastLexer ? 0 : 1;
    }

    double Best(long length, Action round)
    {
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < rounds; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            round();
            var took = Stopwatch.GetElapsedTime(begun);
            best = took < best ? took : best;
        }

        return length / 1e6 / best.TotalSeconds;
    }

    static void Tokens(string text)
    {
        var lexer = new Lexer(text);
        while (lexer.Read(out _))
        {
        }
    }

    async Task<double> TheirsAsync(List<StatementSlice> statements)
    {
        var start = new ProcessStartInfo("node", [".ci/grammar/speed.mjs", grammars, $"{rounds / 3}"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var node = Process.Start(start)!;
        await JsonSerializer.SerializeAsync(node.StandardInput.BaseStream, statements.ConvertAll(slice => slice.Text));
        node.StandardInput.Close();
        return double.Parse(await node.StandardOutput.ReadToEndAsync(), CultureInfo.InvariantCulture);
    }
}
