namespace Turnstone.Sessions;

using System.Globalization;
using Turnstone.Configuration;
using Turnstone.Text;

/// <summary>The session that holds the lock of a project's run, and what it is at, as far as the role may see it.</summary>
/// <param name="Application">Of a run <c>turnstone</c>, its short name and where it is: <c>turnstone ab12cd34 V7:2</c>.</param>
public sealed record LockHolder(int Pid, string? Application, string? User, string? Host, DateTimeOffset? Since, string? State)
{
    /// <summary>What it runs or ran last, with its secrets masked.</summary>
    public string? Query { get; init; }

    /// <summary>Since that was sent.</summary>
    public TimeSpan? Working { get; init; }

    /// <summary>How far a long statement is; none where the server counts nothing.</summary>
    public ServerProgress? Progress { get; init; }

    /// <summary>The step that it is at: <c>V7:2</c>.</summary>
    public string? Step => Application?.Split(' ') is ["turnstone", _, var step] ? step : null;

    /// <summary>What changes whenever it goes on: of two looks that are equal in it nothing happened in between, as far as anybody can see.</summary>
    internal string Sign { get; init; } = "";

    /// <summary>What makes it worth telling of anew.</summary>
    internal (int Pid, string? Application, string? Phase) Stage => (Pid, Application, Progress?.Phase);

    public override string ToString() =>
        $"pid {Pid}{Part(" (", Application, ")")}{Part(", user ", User)}{Part(", from ", Host)}{Part(", ", Doing())}{Part(", connected since ", Since?.ToString("u", CultureInfo.InvariantCulture))}{Part("; it runs ", Statement())}";

    string? Doing() => State is not null && Working is { } working ? $"{State} for {Duration.Say(working)}" : State;

    string? Statement() => Query is null || State != "active" ? null : $"{OneLine.Of(Query)}{Part(" (", Far(), ")")}";

    string? Far() => Progress switch
    {
        null => null,
        { Total: > 0 and var total } some => string.Create(CultureInfo.InvariantCulture, $"{some.Phase}, {Math.Clamp(100 * some.Done / total, 0, 100)}%"),
        var some => some.Phase,
    };

    static string Part(string before, string? value, string after = "") => string.IsNullOrEmpty(value) ? "" : before + value + after;
}
