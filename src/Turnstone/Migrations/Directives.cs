namespace Turnstone.Migrations;

using System.Collections.Immutable;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Sql;

/// <summary>What the comments at the top of a migration, or before one statement, tell Turnstone: <c>-- turnstone: key=value …</c>.</summary>
public sealed record Directives(ImmutableArray<Directive> All)
{
    /// <summary>What a directive's comment begins with, after its dashes.</summary>
    public const string Mark = "turnstone:";

    static readonly ImmutableSortedSet<string> Keys =
    [
        "after", "assert", "author", "backfill", "blocking_budget", "concurrent_stall", "concurrent_wait_deadline", "context", "eol", "ignore", "label",
        "lock_deadline", "lock_timeout", "max_hold", "online", "owner", "phase", "placeholders", "reason", "statement_timeout", "ticket",
        "transaction", "undo",
    ];

    static readonly ImmutableArray<string> Durations =
        ["blocking_budget", "concurrent_stall", "concurrent_wait_deadline", "lock_deadline", "lock_timeout", "max_hold", "statement_timeout"];

    static readonly ImmutableSortedDictionary<string, string[]> Choices = new Dictionary<string, string[]>
    {
        ["transaction"] = ["none"],
        ["eol"] = ["keep"],
        ["placeholders"] = ["off"],
        ["phase"] = ["expand", "contract"],
        ["online"] = ["true", "false"],
        ["undo"] = ["lossy", "none"],
    }.ToImmutableSortedDictionary();

    public static Directives None { get; } = new(ImmutableArray<Directive>.Empty);

    public string? Author => this["author"];
    public string? Ticket => this["ticket"];
    public string? Context => this["context"];

    /// <summary>Whether the file asks for no transaction around it.</summary>
    public bool WithoutTransaction => this["transaction"] == "none";

    /// <summary>Whether line ends are left as they stand in the file.</summary>
    public bool KeepsLineEnds => this["eol"] == "keep";

    /// <summary>Whether <c>${name}</c> is left as it stands.</summary>
    public bool WithoutPlaceholders => this["placeholders"] == "off";

    /// <summary>The versions that have to be applied before it.</summary>
    public ImmutableArray<Predecessor> After =>
        [.. All.Where(one => one.Key == "after").SelectMany(one => Versions(one.Value).OfType<MigrationVersion>().Select(version => new Predecessor(version, one)))];

    /// <summary>How long a step may wait for locks in one attempt, where the file says so; zero is without limit.</summary>
    public TimeSpan? LockTimeout => DurationOf("lock_timeout");

    /// <summary>How long one statement may take, where the file says so; zero is without limit.</summary>
    public TimeSpan? StatementTimeout => DurationOf("statement_timeout");

    /// <summary>How long a step may wait for locks in one attempt, all of them together, where the file says so.</summary>
    public TimeSpan? BlockingBudget => DurationOf("blocking_budget");

    /// <summary>How long a step may work under <c>ACCESS EXCLUSIVE</c>, where the file says so.</summary>
    public TimeSpan? MaxHold => DurationOf("max_hold");

    /// <summary>How long all attempts of a step may take together, where the file says so.</summary>
    public TimeSpan? LockDeadline => DurationOf("lock_deadline");

    /// <summary>How long a concurrent build may wait for others, where the file says so.</summary>
    public TimeSpan? ConcurrentWaitDeadline => DurationOf("concurrent_wait_deadline");

    /// <summary>How long a concurrent build may stand still, where the file says so.</summary>
    public TimeSpan? ConcurrentStall => DurationOf("concurrent_stall");

    /// <summary>The value of the last directive of that key.</summary>
    public string? this[string key] => All.LastOrDefault(one => one.Key == key)?.Value;

    /// <summary>Reads the comments before the first statement of a file.</summary>
    public static Checked<Directives> Read(string text, string file)
    {
        if (!text.Contains(Mark, StringComparison.Ordinal))
        {
            return Checked.Of(None);
        }
        var directives = ImmutableArray.CreateBuilder<Directive>();
        var number = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            number++;
            var line = text.AsSpan(range);
            if (!line.IsWhiteSpace() && !line.TrimStart().StartsWith("--"))
            {
                break;
            }
            if (!CopyDirective.IsMentioned(line))
            {
                directives.AddRange(OfLine(line.ToString(), number));
            }
        }
        var troubles = directives.Select(one => (Trouble(one) is { } trouble ? trouble with { File = file } : null)?.At(one.Line, one.Column));
        return Checked.Of(new Directives(directives.ToImmutable()), troubles.OfType<Diagnostic>());
    }

    /// <summary>Whether a line only carries <c>-- turnstone: ignore=…</c>, with its reason.</summary>
    public static bool IsIgnoreLine(string line) =>
        OfLine(line, 1) is [{ Key: "ignore" }, .. var others] && others.All(one => one.Key is "ignore" or "reason");

    /// <summary>What a comment anywhere in a file tells, with the places in the file; nothing where it is not addressed to Turnstone.</summary>
    internal static IEnumerable<Directive> Of(MarkedComment comment) => CopyDirective.IsMentioned(comment.Text) ? []
        : OfLine(comment.Text, comment.Position.Line).Select(one => one with { Column = comment.Position.Column + one.Column - 1 });

    static ImmutableArray<Directive> OfLine(string line, int number)
    {
        if (line.AsSpan().TrimStart() is not ['-', '-', .. var comment] || !comment.TrimStart().StartsWith(Mark))
        {
            return [];
        }
        var directives = ImmutableArray.CreateBuilder<Directive>();
        var position = line.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
        while (Next(line, ref position, number) is { } directive)
        {
            directives.Add(directive);
        }
        return directives.ToImmutable();
    }

    static Directive? Next(string line, ref int position, int number)
    {
        while (position < line.Length && char.IsWhiteSpace(line[position]))
        {
            position++;
        }
        if (position == line.Length)
        {
            return null;
        }
        var start = position;
        position = EndOf(line, position, '=');
        var key = line[start..position];
        if (position == line.Length || line[position] != '=')
        {
            return new(key, "", number, start + 1);
        }
        position++;
        return new(key, Value(line, ref position), number, start + 1);
    }

    TimeSpan? DurationOf(string key) => this[key] is { } written && Duration.TryRead(written, out var duration) ? duration : null;

    // What is none of them is no version.
    static IEnumerable<MigrationVersion?> Versions(string written) => written.Split(',', StringSplitOptions.TrimEntries)
        .Select(part => MigrationVersion.TryParse(part.StartsWith('V') ? part[1..] : part, out var version) ? version : null);

    static string Value(string line, ref int position)
    {
        if (position < line.Length && line[position] == '"')
        {
            var close = line.IndexOf('"', position + 1);
            var end = close < 0 ? line.Length : close;
            var quoted = line[(position + 1)..end];
            position = Math.Min(end + 1, line.Length);
            return quoted;
        }
        var start = position;
        position = EndOf(line, position, ' ');
        return line[start..position];
    }

    static int EndOf(string line, int position, char stop)
    {
        while (position < line.Length && line[position] != stop && !char.IsWhiteSpace(line[position]))
        {
            position++;
        }
        return position;
    }

    /// <summary>What is wrong with one, its place and file left to whoever tells it.</summary>
    internal static Diagnostic? Trouble(Directive directive)
    {
        if (!Keys.Contains(directive.Key))
        {
            return Diagnostic.Error("directive", $"'{directive.Key}' is not a directive.", help: $"Known are: {string.Join(", ", Keys)}.");
        }
        if (Durations.Contains(directive.Key) && !Duration.TryRead(directive.Value, out _, out var problem, out var help))
        {
            return Diagnostic.Error("directive", $"'{directive.Key}={directive.Value}' is not a duration: {problem}.", help: help);
        }
        if (directive is { Key: "assert", Value.Length: > 0 })
        {
            return Diagnostic.Error("directive", $"'assert={directive.Value}' means nothing.", help: "Write -- turnstone: assert, and the query on the lines below.");
        }
        if (directive.Key == "after" && Versions(directive.Value).Contains(null))
        {
            return Diagnostic.Error("directive", $"'after={directive.Value}' names no version.", help: "Write after=20260114093000, several with commas and without blanks.");
        }
        return Choices.TryGetValue(directive.Key, out var choices) && !choices.Contains(directive.Value)
            ? Diagnostic.Error("directive", $"'{directive.Key}={directive.Value}' means nothing.",
                help: $"Write {string.Join(" or ", choices.Select(choice => $"{directive.Key}={choice}"))}.")
            : null;
    }
}
