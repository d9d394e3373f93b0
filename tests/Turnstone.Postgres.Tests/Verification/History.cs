namespace Turnstone.Postgres.Tests.Verification;

using System.Globalization;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Verification;

/// <summary>Many migrations with their undos, tried one after the other in one history, each on what is there before all of them.</summary>
sealed class History : IDisposable
{
    readonly TestProject project = new();
    readonly List<(string Apply, UndoVerdict Verdict, string Said)> expected = [];

    /// <param name="before">What is there before.</param>
    public History(string before) => project.Write("V1__before.sql", before);

    /// <summary>One more migration. What it does to the schema has to leave those behind it as they are.</summary>
    /// <param name="said">What the message has to say.</param>
    public History With(string apply, string undo, UndoVerdict verdict, string said = "")
    {
        var version = (expected.Count + 2).ToString(CultureInfo.InvariantCulture);
        project.Write($"V{version}__change.sql", $"{apply}\n").Write($"U{version}__change.sql", $"{undo}\n");
        expected.Add((apply, verdict, said));
        return this;
    }

    /// <summary>Tries all of them, and tells those of which something else was said.</summary>
    public async Task<Evidence> ShouldBeSeenAsync(PostgresServer server)
    {
        var seen = await Verified.OfAsync(server, project);
        seen.Failures.ShouldBeEmpty();
        var others = seen.Undos.Skip(1).Zip(expected).Where(one => one.First.Verdict != one.Second.Verdict || !one.First.Message.Contains(one.Second.Said, StringComparison.Ordinal))
            .Select(one => $"{one.Second.Apply}\n    {one.First.Verdict} instead of {one.Second.Verdict}: {one.First.Message}");
        string.Join('\n', others).ShouldBe("");
        return seen;
    }

    public void Dispose() => project.Dispose();
}
