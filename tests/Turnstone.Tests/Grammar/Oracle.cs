namespace Turnstone.Tests.Grammar;

using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

/// <summary>PostgreSQL's grammars in a node process, which answers line by line.</summary>
sealed class Oracle : IAsyncDisposable
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 10_000 };

    readonly Process node;

    Oracle(Process node) => this.node = node;

    /// <summary>Starts it.</summary>
    /// <param name="folder">What <c>.ci/grammar.sh oracle</c> printed.</param>
    public static Oracle Start(string folder)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var start = new ProcessStartInfo("node", [Repository.PathOf(".ci/grammar/oracle.mjs"), folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
        };
        return new Oracle(Process.Start(start)!);
    }

    /// <summary>The replies in the order of the questions.</summary>
    public async IAsyncEnumerable<OracleReply> AskAsync(IReadOnlyCollection<OracleQuestion> questions, [EnumeratorCancellation] CancellationToken stop)
    {
        // Beside the reading: each side stops when a pipe is full.
        var asking = WriteAsync(questions, stop);
        for (var left = questions.Count; left > 0; left--)
        {
            var line = await node.StandardOutput.ReadLineAsync(stop) ?? throw new IOException("the oracle ended early");
            yield return JsonSerializer.Deserialize<OracleReply>(line, Json)!;
        }
        await asking;
    }

    public async ValueTask DisposeAsync()
    {
        node.StandardInput.Close();
        await node.WaitForExitAsync(CancellationToken.None);
        node.Dispose();
    }

    async Task WriteAsync(IReadOnlyCollection<OracleQuestion> questions, CancellationToken stop)
    {
        await Task.Yield();
        foreach (var question in questions)
        {
            await node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(question, Json).AsMemory(), stop);
        }
        await node.StandardInput.FlushAsync(stop);
    }
}
