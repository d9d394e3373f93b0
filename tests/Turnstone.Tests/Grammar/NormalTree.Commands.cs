namespace Turnstone.Tests.Grammar;

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <content>Privileges, settings, transactions, maintenance and COPY.</content>
sealed partial class NormalTree
{
    string? Command(Statement statement) => statement switch
    {
        PrivilegeChange it => Say(Changed(it.IsGrant), Words(it.Privileges, Say), it.Target.Kind.Replace("FOREIGN SERVER", "SERVER", StringComparison.Ordinal), List(it.Target.Objects, one => Say(one, it.Target.Kind)), Say(it.Roles),
            Flag(it.OfGrantOption, "option"), Say(it.GrantedBy), Cascade(it.Cascade)),
        MembershipChange it => Say($"{Changed(it.IsGrant)} role", Words(it.Granted, Say), Say(it.Roles), Words(it.Options, one => $"{one.Name} {(one.IsOff ? "false" : "true")}"),
            Flag(it.IsGrant, Say(it.GrantedBy)), Cascade(it.Cascade)),
        AlterDefaultPrivileges it => Say("default privileges", Say(it.Of), Names(it.Schemas), Changed(it.IsGrant), Words(it.Privileges, Say), it.Target.Replace("ROUTINES", "FUNCTIONS", StringComparison.Ordinal), Say(it.Roles),
            Flag(it.OfGrantOption, "option"), Cascade(it.Cascade)),
        Set it => Say("set", Flag(it.IsLocal, "local"), Say(it.Change)),
        Reset it => Say("reset", Say(it.Change)),
        SetConstraints it => Say("constraints", Names(it.Names), Flag(it.IsDeferred, "deferred")),
        TransactionControl it => Say("transaction", it.Kind.ToString(), it.Savepoint?.Name, string.Join(", ", it.Modes.Select(mode => mode.Mode)), Flag(it.AndChain, "chain")),
        PrepareTransaction it => Say("prepared", "PREPARE", it.Gid),
        CommitPrepared it => Say("prepared", "COMMIT_PREPARED", it.Gid),
        RollbackPrepared it => Say("prepared", "ROLLBACK_PREPARED", it.Gid),
        Lock it => Say("lock", Words(it.Tables, Say), it.Mode, Flag(it.NoWait, "nowait")),
        Vacuum it => Say("vacuum", Sorted(it.Options), Words(it.Relations, Say)),
        Analyze it => Say("analyze", Sorted(it.Options), Words(it.Relations, Say)),
        Reindex it => Say("reindex", it.Target.ToString().ToUpperInvariant(), Flag(it.Concurrently, "concurrently"), Sorted([.. it.Options.Where(one => one.Name != "concurrently")]), Name(it.Name)),
        Cluster it => Say("cluster", Sorted(it.Options), Name(it.Table), it.Index?.Name),
        RefreshMaterializedView it => Say("refresh", Flag(it.Concurrently, "concurrently"), Name(it.Name), Flag(!it.WithData, "empty")),
        Copy it => Say("copy", Name(it.Table), Names(it.Columns), it.Query is null ? "" : Say(it.Query), it.IsFrom ? "from" : "to", Flag(it.IsProgram, "program"), Quoted(it.File), Words(it.Options, Copied), Say(it.Where)),
        Do it => Say("do", it.Language, it.Code?.Name),
        Execute it => Say("execute", it.Name.Name, All(it.Arguments)),
        Prepare it => Say("prepare", it.Name.Name, Words(it.Types, Say), Say(it.Prepared)),
        Explain it => Say("explain", Sorted(it.Options), Say(it.Explained)),
        Call it => Say("call", Say(it.Function)),
        _ => null,
    };

    static string Changed(bool isGrant) => isGrant ? "grant" : "revoke";

    static string Say(Privilege it) => it.Name.Name + (it.Columns.IsEmpty ? "" : $"({Names(it.Columns)})");

    string Say(GrantedObject it, string kind) => it.Routine is { } routine ? Say(routine) : it.Name is { } name ? Name(name) : kind == "PARAMETER" ? Text(it.Span).ToLowerInvariant() : "";

    string Say(SettingChange it) => $"{it.Action} {it.Name} {string.Join(", ", it.Values.Select(value => Given(it, value)))}";

    string Given(SettingChange it, TextSpan value)
    {
        if (it.Action == SettingAction.SetTransaction)
        {
            return Blanks().Replace(Text(value), " ").ToUpperInvariant();
        }

        using var reader = Read(value);
        return it.Name == "timezone" && reader.Is("INTERVAL") ? $"interval {Interval(reader)}" : Word(value);
    }

    static string Interval(Turnstone.Sql.Syntax.SyntaxReader reader)
    {
        while (!reader.IsString() && !reader.AtEnd)
        {
            reader.Next();
        }

        return reader.StringValue().Name;
    }

    string Sorted(ImmutableArray<CommandOption> options) => string.Join(' ', options.Select(one => one.Name + Set(one.Value, Word)).Order(StringComparer.Ordinal));

    static string Say(MaintainedTable it) => $"{Name(it.Name)}{Flag(it.IsOnly, " only")}({Names(it.Columns)})";

    // BINARY and CSV are formats.
    string Copied(CommandOption it) => it.Name is "binary" or "csv" && it.Value is null ? $"format={it.Name}" : it.Name + Set(it.Value, CopyValue);

    string CopyValue(TextSpan value)
    {
        using var reader = Read(value);
        _ = reader.Take(TokenKind.OpenParenthesis);
        if (reader.IsOperator("*") || !reader.IsColLabel())
        {
            return reader.IsOperator("*") ? "*" : Word(value);
        }

        return string.Join('.', reader.List(static one => one.ColLabel().Name));
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
