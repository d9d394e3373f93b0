namespace Turnstone.Tests.Grammar;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.TableActions;

/// <content>What ALTER TABLE does.</content>
sealed partial class NormalTree
{
    string Say(TableAction action) => action switch
    {
        AddColumn it => Action("AddColumn", "", Say(it.Column)) + Flag(it.IfNotExists, " if"),
        AddConstraint it => Action("AddConstraint", "", Say(it.Constraint)),
        AlterConstraint it => Action("AlterConstraint", "", it.Name.Name + Changed(it)),
        ChangeOwner it => Action("ChangeOwner", "", Say(it.Owner)),
        DropColumn it => Action("DropColumn", it.Column.Name) + If(it.IfExists, it.Cascade),
        DropConstraint it => Action("DropConstraint", it.Name.Name) + If(it.IfExists, it.Cascade),
        SetAccessMethod it => Action("SetAccessMethod", it.Method?.Name),
        SetCluster it => Action(it.Index is null ? "DropCluster" : "ClusterOn", it.Index?.Name),
        SetForeignOptions it => Action("GenericOptions", "", Say(it.Options)),
        SetLogged it => Action(it.IsLogged ? "SetLogged" : "SetUnLogged"),
        SetParent it => Action(it.IsInherited ? "AddInherit" : "DropInherit", "", Name(it.Parent)),
        SetReplicaIdentity it => Action("ReplicaIdentity", "", $"{(it.How == "USING" ? 'i' : char.ToLowerInvariant(it.How[0]))} {it.Index?.Name}"),
        SetTableOptions it => Action(it.IsSet ? "SetRelOptions" : "ResetRelOptions", "", Say(it.Options)),
        SetTablespace it => Action("SetTableSpace", it.Tablespace.Name),
        SetType it => it.Type is { } type ? Action("AddOf", "", Name(type)) : Action("DropOf"),
        SetWithoutOids => Action("DropOids"),
        SwitchRowSecurity it => Action(it.How switch { "NO FORCE" => "NoForce", "FORCE" => "Force", "ENABLE" => "Enable", _ => "Disable" } + "RowSecurity"),
        SwitchRule it => Action($"{Switch(it.IsEnabled, it.Mode)}Rule", it.Name.Name),
        SwitchTrigger it => Action($"{Switch(it.IsEnabled, it.Mode)}Trig{Pascal(it.All)}", it.Name?.Name),
        ValidateConstraint it => Action("ValidateConstraint", it.Name.Name),
        ColumnAction it => OfColumn(it),
        _ => throw Unknown(action),
    };

    string OfColumn(ColumnAction action) => action switch
    {
        AddIdentity it => Action("AddIdentity", it.Column.Name, $"identity ({(it.IsAlways ? "a" : "d")} {List(it.Options, Say)})"),
        AlterColumnType it => Action("AlterColumnType", it.Column.Name, $"{Say(it.Type)} {Name(it.Collation)} {Say(it.Using)}"),
        AlterIdentity it => Action("SetIdentity", it.Column.Name, $"{it.IsAlways switch { true => "a", false => "d", _ => "" }} {List(it.Options, Say)}"),
        DropExpression it => Action("DropExpression", it.Column.Name) + Flag(it.IfExists, " if"),
        DropIdentity it => Action("DropIdentity", it.Column.Name) + Flag(it.IfExists, " if"),
        SetColumnForeignOptions it => Action("AlterColumnGenericOptions", it.Column.Name, Say(it.Options)),
        SetColumnOptions it => Action(it.IsSet ? "SetOptions" : "ResetOptions", it.Column.Name, Say(it.Options)),
        SetCompression it => Action("SetCompression", it.Column.Name, it.Compression.Name),
        SetDefault it => Action("ColumnDefault", it.Column.Name, Say(it.Value)),
        SetExpression it => Action("SetExpression", it.Column.Name, Say(it.Value)),
        SetNotNull it => Action(it.IsSet ? "SetNotNull" : "DropNotNull", it.Column.Name),
        SetStatistics it => Action("SetStatistics", it.Number is { } number ? Number(number) : it.Column.Name, it.Target is { } target ? Number(target) : ""),
        SetStorage it => Action("SetStorage", it.Column.Name, it.Storage.Name),
        _ => throw Unknown(action),
    };

    // What is done to a composite type.
    string Say(AttributeAction it) => it.Kind switch
    {
        "ADD" => Action("AddColumn", "", $"{it.Name.Name} {Say(it.Type!)}{Collate(it.Collation)}    ()") + Flag(it.IsCascade, " cascade"),
        "DROP" => Action("DropColumn", it.Name.Name) + If(it.IfExists, it.IsCascade),
        _ => Action("AlterColumnType", it.Name.Name, $"{Say(it.Type!)} {Name(it.Collation)} ") + Flag(it.IsCascade, " cascade"),
    };

    static string Action(string name, string? subject = "", string what = "") => $"{name} {subject} {what}";

    static string If(bool ifExists, bool cascade) => Flag(ifExists, " if") + Flag(cascade, " cascade");

    static string Switch(bool isEnabled, string? mode) => (isEnabled ? "Enable" : "Disable") + Pascal(mode);

    static string Pascal(string? word) => word is null ? "" : word[0] + word[1..].ToLowerInvariant();

    static string Changed(AlterConstraint it)
    {
        var said = it.Attributes;
        return Flag(said.IsDeferrable == true || said.IsInitiallyDeferred == true, " deferrable") + Flag(said.IsInitiallyDeferred == true, " deferred")
            + said.IsEnforced switch { true => " enforced", false => " unenforced", _ => "" } + Flag(said.IsNoInherit, " noinherit") + Flag(it.IsInherit, " inherit");
    }
}
