namespace Turnstone.Tests.Grammar;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;

/// <content>Tables, indexes and views.</content>
sealed partial class NormalTree
{
    static readonly string[] LikeOptions = ["COMMENTS", "COMPRESSION", "CONSTRAINTS", "DEFAULTS", "GENERATED", "IDENTITY", "INDEXES", "STATISTICS", "STORAGE"];

    string? Table(Statement statement) => statement switch
    {
        CreateTable it => Say("table", it.Persistence, IfNot(it.IfNotExists), Name(it.Name), List(it.Elements, Say), it.PartitionOf is { } parent ? $"of {Name(parent)} {Say(it.Bound!)}" : Names(it.Inherits),
            it.OfType is { } type ? Name(type) : "", Say(it.PartitionBy), Say(it.Storage)),
        CreateForeignTable it => Say("foreign+", Say("table", "", IfNot(it.IfNotExists), Name(it.Name), List(it.Elements, Say), it.PartitionOf is { } parent ? $"of {Name(parent)} {Say(it.Bound!)}" : Names(it.Inherits),
            "", "", Say((TableStorage?)null)), it.Server.Name, Say(it.Options)),
        CreateTableAs it => Say("table", it.Persistence, IfNot(it.IfNotExists), Name(it.Name), Names(it.Columns), Say(it.Storage), it.Query is { } query ? Say(query)
            : Say("execute", it.Prepared?.Name, All(it.Arguments)), Flag(!it.WithData, "empty")),
        CreateMaterializedView it => Say("materialized view", it.IsUnlogged ? "UNLOGGED" : "", IfNot(it.IfNotExists), Name(it.Name), Names(it.Columns),
            Storage(it.Method, it.Options, null, it.Tablespace), Say(it.Query), Flag(!it.WithData, "empty")),
        CreateView it => Say("view", Flag(it.OrReplace, "replace"), it.Persistence, Name(it.Name), Names(it.Columns), Say(it.Options), it.IsRecursive ? Recursive(it) : Say(it.Query), it.Check),
        CreateIndex it => Say("index", Flag(it.Unique, "unique"), Flag(it.Concurrently, "concurrently"), IfNot(it.IfNotExists), it.Name?.Name, Name(it.Table) + Flag(it.Only, " only"), it.Method?.Name ?? "btree",
            List(it.Keys, Say), List(it.Include, Say), Flag(it.NullsNotDistinct, "nulls"), Say(it.Options), it.Tablespace?.Name, Say(it.Where)),
        AlterTable it => Say("alter", Say(it.Kind), If(it.IfExists), Say(it.Table), List(it.Actions, Say)),
        AlterCompositeType it => Say("alter", "TYPE", "", Name(it.Type), List(it.Actions, Say)),
        AttachPartition it => Say("alter", Say(it.Kind), If(it.IfExists), Name(it.Table), $"AttachPartition  {Name(it.Partition)} {(it.Bound is { } bound ? Say(bound) : "")}"),
        DetachPartition it => Say("alter", "TABLE", If(it.IfExists), Name(it.Table), $"DetachPartition{Flag(it.Finalize, "Finalize")}  {Name(it.Partition)} {Flag(it.Concurrently, "concurrently")}"),
        _ => null,
    };

    static string If(bool ifExists) => Flag(ifExists, "if");

    static string IfNot(bool ifNotExists) => Flag(ifNotExists, "ifnot");

    // PostgreSQL makes a WITH RECURSIVE of it.
    string Recursive(CreateView it) => new Normal(string.Join(", ", "", string.Join(" | ", it.Columns.Select(column => column.Name)), "", it.Name.Name.Name, "", "", "", ""))
    {
        With = $"with recursive {it.Name.Name.Name}({Names(it.Columns)}){Say(it.Query)}",
    }.ToString();

    string Say(TableStorage? it) => Storage(it?.Method, it?.Options ?? [], it?.OnCommit, it?.Tablespace);

    string Storage(Identifier? method, ImmutableArray<StorageOption> options, string? onCommit, Identifier? tablespace) => string.Join(", ", method?.Name, Say(options), onCommit, tablespace?.Name);

    string Say(PartitionStrategy? it) => it is null ? "" : $"{it.Name.Name.ToUpperInvariant()} {List(it.Keys, key => string.Join(' ', key.Column?.Name ?? Say(key.Value), Name(key.Collation), Name(key.OperatorClass)))}";

    string Say(PartitionBound it) => it.Kind switch
    {
        "DEFAULT" => it.Kind,
        "WITH" => $"WITH {Number(it.Modulus!.Value)} {Number(it.Remainder!.Value)}",
        "FROM" => $"FROM {All(it.Values)} TO {All(it.To)}",
        _ => $"IN {All(it.Values)}",
    };

    string Say(TableElement element) => element switch
    {
        ColumnDefinition it => $"{it.Name.Name} {(it.Type is { } type ? Say(type) : "")}{Collate(it.Collation)} {it.Storage?.Name} {it.Compression?.Name} {Say(it.Options)} ({string.Join(", ", it.Constraints.Select(Say))})",
        TableConstraint it => Say(it.Constraint),
        TableLike it => $"like {Name(it.Table)} {Like(it.Options)}",
        _ => throw Unknown(element),
    };

    // As PostgreSQL counts them: ALL is every bit that there is.
    static int Like(ImmutableArray<LikeOption> options)
    {
        var said = 0;
        foreach (var option in options)
        {
            var bits = option.What == "ALL" ? int.MaxValue : 1 << Array.IndexOf(LikeOptions, option.What);
            said = option.IsIncluded ? said | bits : said & ~bits;
        }

        return said;
    }

    string Say(Constraint constraint)
    {
        var said = constraint.Attributes;
        var isUnenforced = said.IsEnforced == false;
        return $"{Kind(constraint)} {constraint.Name?.Name}({Inside(constraint)})"
            + Flag(said.IsDeferrable == true || said.IsInitiallyDeferred == true, " deferrable") + Flag(said.IsInitiallyDeferred == true, " deferred")
            + Flag(said.IsNotValid && !isUnenforced, " unvalidated") + Flag(said.IsNoInherit, " noinherit") + Flag(isUnenforced, " unenforced");
    }

    static string Kind(Constraint constraint) => constraint switch
    {
        NullConstraint => "null",
        NotNullConstraint => "notnull",
        ColumnDefault => "default",
        IdentityColumn => "identity",
        GeneratedColumn => "generated",
        CheckConstraint => "check",
        UniqueConstraint it => it.IsPrimaryKey ? "primary" : "unique",
        ExclusionConstraint => "exclusion",
        _ => "foreign",
    };

    string Inside(Constraint constraint) => constraint switch
    {
        NullConstraint => "",
        NotNullConstraint it => it.Column?.Name ?? "",
        ColumnDefault it => Say(it.Value),
        CheckConstraint it => Say(it.Condition),
        GeneratedColumn it => $"{Say(it.Value)} {(it.IsStored ? "s" : "v")}",
        IdentityColumn it => $"{(it.IsAlways ? "a" : "d")} {List(it.Options, Say)}",
        UniqueConstraint it => $"{Names(it.Columns)}{Flag(it.WithoutOverlaps, " overlaps")}{Flag(it.NullsNotDistinct, " nulls")} {it.UsingIndex?.Name} {Kept(it.Include, it.Options, it.Tablespace)}",
        ExclusionConstraint it => $"{it.Method?.Name ?? "btree"} {string.Join(", ", it.Keys.Select(key => $"{Say(key.Key)} with {Say(key.With)}"))} {Kept(it.Include, it.Options, it.Tablespace)} {Say(it.Where)}",
        ForeignKey it => $"{Columns(it.Columns, it.Period)} to {Name(it.Table)} {Columns(it.Referenced, it.ReferencedPeriod)} {(it.IsFullMatch ? 'f' : 's')}{Say(it.OnUpdate ?? ReferenceAction.NoAction)}{Say(it.OnDelete ?? ReferenceAction.NoAction)} {Names(it.SetOnDelete)}",
        _ => throw Unknown(constraint),
    };

    string Kept(ImmutableArray<Identifier> include, ImmutableArray<Definition> options, Identifier? tablespace) => $"{Names(include)}, {Say(options)}, {tablespace?.Name}";

    static string Columns(ImmutableArray<Identifier> columns, Identifier? period) => period is { } last ? $"{Names(columns.Add(last))} period" : Names(columns);

    static char Say(ReferenceAction action) => action switch { ReferenceAction.Restrict => 'r', ReferenceAction.Cascade => 'c', ReferenceAction.SetNull => 'n', ReferenceAction.SetDefault => 'd', _ => 'a' };

    string Say(SequenceOption it) => it.Name + (it.Value is { } value ? $" {Number(value)}" : it.Type is { } type ? $" {Say(type)}" : it.Object is { } thing ? $" {Say(thing)}" : "");

    static string Say(DottedName it) => string.Join('.', it.Parts.Select(part => part.Name));

    string Say(IndexKey it) => $"{it.Column?.Name ?? Say(it.Value)} {Name(it.Collation)} {Name(it.OperatorClass)} {Say(it.OperatorClassOptions)}{Flag(it.IsDescending, " desc")}{it.NullsFirst switch { true => " first", false => " last", _ => "" }}";
}
