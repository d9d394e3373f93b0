namespace Turnstone.Tests.Grammar;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <content>Roles, databases, foreign data, cursors and whatever else there is.</content>
sealed partial class NormalTree
{
    string? Global(Statement statement) => statement switch
    {
        CreateRole it => Say("role+", it.Kind, it.Name.Name, List(it.Options, Say)),
        AlterRole it => Say("role", Say(it.Role), List(it.Options, Say), ""),
        AlterGroup it => Say("role", Say(it.Group), $"ROLE {Say(it.Members)}", Flag(!it.IsAdded, "drop")),
        AlterRoleSetting it => Say("role setting", Say(it.Role), it.Database?.Name, Say(it.Change)),
        DropRole it => Say("drop", "ROLE", If(it.IfExists), Say(it.Roles)),
        DropOwned it => Say("drop owned", Say(it.Roles), Cascade(it.Cascade)),
        ReassignOwned it => Say("reassign", Say(it.Roles), Say(it.NewOwner)),
        CreateDatabase it => Say("database+", it.Name.Name, OfDatabase(it.Options)),
        AlterDatabase it => Say("database", it.Name.Name, it.RefreshesCollation ? "refresh" : OfDatabase(it.Options)),
        AlterDatabaseTablespace it => Say("database", it.Name.Name, $"tablespace={it.Tablespace.Name}"),
        AlterDatabaseSetting it => Say("database setting", it.Name.Name, Say(it.Change)),
        DropDatabase it => Say("drop", "DATABASE", If(it.IfExists), it.Name.Name, Flag(it.Force, "force")),
        CreateTablespace it => Say("tablespace+", it.Name.Name, Say(it.Owner), Quoted(it.Location), Say(it.Options)),
        AlterTablespace it => Say("tablespace", it.Name.Name, Flag(it.IsReset, "reset"), Say(it.Options)),
        AlterAllInTablespace it => Say("move", Say(it.Kind), it.From.Name, Say(it.Owners), it.To.Name, Flag(it.NoWait, "nowait")),
        DropTablespace it => Say("drop", "TABLESPACE", If(it.IfExists), it.Name.Name),
        DropSubscription it => Say("drop", "SUBSCRIPTION", If(it.IfExists), it.Name.Name, Cascade(it.Cascade)),
        AlterSystem it => Say("system", Say(it.Change)),
        _ => Foreign(statement) ?? Extending(statement) ?? Session(statement),
    };

    string? Foreign(Statement statement) => statement switch
    {
        ForeignDataWrapper it => Say(it.IsNew ? "wrapper+" : "wrapper", it.Name.Name, Say(it.Options)),
        ForeignServer { IsNew: true } it => Say("server+", IfNot(it.IfNotExists), it.Name.Name, Word(it.Type), Word(it.Version), it.Wrapper?.Name, Say(it.Options)),
        ForeignServer it => Say("server", it.Name.Name, Flag(it.HasVersion, "version"), Word(it.Version), Say(it.Options)),
        UserMapping it => Say($"mapping {it.Action}", IfNot(it.IfNotExists) + If(it.IfExists), it.Role.Special == "USER" ? "CURRENT_USER" : Say(it.Role), it.Server.Name, Say(it.Options)),
        ImportForeignSchema it => Say("import", it.RemoteSchema.Name, it.Server.Name, it.Schema.Name, Flag(it.IsExcept, "except"), Words(it.Tables, Say), Say(it.Options)),
        _ => null,
    };

    string? Extending(Statement statement) => statement switch
    {
        CreateEventTrigger it => Say("event trigger+", it.Name.Name, it.Event.Name, string.Join(' ', it.Tags), Name(it.Function)),
        AlterEventTrigger it => Say("event trigger", it.Name.Name, it.State),
        CreateCast it => Say("cast+", Say(it.Source), Say(it.Target), it.Function is null ? "" : Say(it.Function), Flag(it.IsInOut, "inout"), it.Context),
        CreateTransform it => Say("transform+", Flag(it.OrReplace, "replace"), Say(it.Type), it.Language.Name, it.FromSql is null ? "" : Say(it.FromSql), it.ToSql is null ? "" : Say(it.ToSql)),
        CreateOperatorClass it => Say("class+", Name(it.Name), Flag(it.IsDefault, "default"), Say(it.Type), it.Method.Name, Name(it.Family), List(it.Items, Say)),
        CreateOperatorFamily it => Say("family+", Name(it.Name), it.Method.Name),
        AlterOperatorFamily it => Say("family", Name(it.Name), it.Method.Name, Flag(it.IsDrop, "drop"), List(it.Items, Say)),
        AlterTextSearchConfiguration it => Say("mapping", Name(it.Name), it.Action, If(it.IfExists), Names(it.TokenTypes), Name(it.Replaced), Names(it.Dictionaries)),
        AlterTextSearchDictionary it => Say("dictionary", Name(it.Name), Say(it.Options)),
        CreateConversion it => Say("conversion+", Flag(it.IsDefault, "default"), Name(it.Name), it.Source, it.Target, Name(it.Function)),
        CreateAccessMethod it => Say("method+", it.Name.Name, it.Kind, Name(it.Handler)),
        // Without a handler PostgreSQL makes an extension of it.
        CreateLanguage { Handler: null } it => Say("extension+", IfNot(it.OrReplace), it.Name.Name, "", "", ""),
        CreateLanguage it => Say("language+", Flag(it.OrReplace, "replace"), Flag(it.IsTrusted, "trusted"), it.Name.Name, Name(it.Handler), Name(it.Inline), Name(it.Validator)),
        RefreshCollation it => Say("refresh collation", Name(it.Name)),
        _ => null,
    };

    string? Session(Statement statement) => statement switch
    {
        Show it => Say("show", it.Setting),
        DeclareCursor it => Say("declare", it.Name.Name, Flag(it.IsHeld, "hold"), Say(it.Query)),
        Fetch it => Say(it.IsMove ? "move" : "fetch", Direction(it), it.Cursor.Name),
        CloseCursor it => Say("close", it.Name?.Name),
        Deallocate it => Say("deallocate", it.Name?.Name),
        Listen it => Say(it.IsEnd ? "unlisten" : "listen", it.Channel?.Name),
        Notify it => Say("notify", it.Channel.Name, Word(it.Payload)),
        Discard it => Say("discard", it.What),
        DiscardAll => Say("discard", "ALL"),
        Load it => Say("load", Word(it.File)),
        Checkpoint => Say("checkpoint"),
        _ => null,
    };

    string Say(RoleOption it)
    {
        var name = it.Name switch { "IN GROUP" => "IN ROLE", "USER" => "ROLE", var other => other };
        return name switch
        {
            "PASSWORD" or "VALID UNTIL" => $"{name} {Word(it.Value)}",
            "CONNECTION LIMIT" or "SYSID" => $"{name} {Number(it.Value!.Value)}",
            "ROLE" or "IN ROLE" or "ADMIN" => $"{name} {Say(it.Roles)}",
            _ => name,
        };
    }

    string OfDatabase(ImmutableArray<CommandOption> options) =>
        Words(options, one => one.Name.Replace(' ', '_') + Set(one.Value is { } value && Text(value).Equals("default", StringComparison.OrdinalIgnoreCase) ? null : one.Value, Word));

    string Say(OperatorClassItem it) => it.Kind + (it.Number is { } number ? $" {Number(number)}" : "") + (it.Object is { } of ? $" {Member(of)}" : "")
        + (it.OrderBy is { } family ? $" by {Name(family)}" : "") + (it.Types.IsEmpty ? "" : $" ({string.Join(", ", it.Types.Select(Say))})") + (it.Storage is { } storage ? $" {Say(storage)}" : "");

    string Member(ObjectReference it) => it is { Kind: ObjectKind.Operator, Left: null, Right: null } ? Name(it.Name) : Say(it);

    string Direction(Fetch it)
    {
        var count = it.Count is not { } given ? "1" : Text(given).Equals("all", StringComparison.OrdinalIgnoreCase) ? "ALL" : Number(given);
        return it.Direction switch
        {
            "NEXT" => "FORWARD; 1",
            "PRIOR" => "BACKWARD; 1",
            "FIRST" => "ABSOLUTE; 1",
            "LAST" => "ABSOLUTE; -1",
            var direction => $"{direction ?? "FORWARD"}; {count}",
        };
    }
}
