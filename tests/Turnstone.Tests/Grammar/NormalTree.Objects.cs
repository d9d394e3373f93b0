namespace Turnstone.Tests.Grammar;

using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <content>What is done to objects of any kind.</content>
sealed partial class NormalTree
{
    string? Object(Statement statement) => statement switch
    {
        Rename it => Say("rename", Say(it.Object.Kind), If(it.IfExists), Say(it.Object) + Flag(it.IsOnly, " only"), it.Part is { } part ? $"{part} {it.OldName?.Name}" : "", it.NewName.Name, Cascade(it.Cascade)),
        MoveToSchema it => Say("schema", Say(it.Object.Kind), If(it.IfExists), Say(it.Object) + Flag(it.IsOnly, " only"), it.Schema.Name),
        AlterOwner it => Say("owner", Say(it.Object.Kind), Say(it.Object), Say(it.Owner)),
        DependOnExtension it => Say("depends", Say(it.Object.Kind), Say(it.Object), Flag(!it.Depends, "no"), it.Extension.Name),
        Drop it => Say("drop", Say(it.Kind), "", If(it.IfExists), List(it.Objects, Say), Cascade(it.Cascade)),
        DropIndex it => Say("drop", "INDEX", Flag(it.Concurrently, "concurrently"), If(it.IfExists), List(it.Names, Name), Cascade(it.Cascade)),
        Comment it => Say("comment", Say(it.Object.Kind), Say(it.Object), $"'{Word(it.Text)}'"),
        SecurityLabel it => Say("label", Word(it.Provider), Say(it.Object.Kind), Say(it.Object), $"'{Word(it.Label)}'"),
        Truncate it => Say("truncate", Words(it.Tables, Say), Flag(it.RestartIdentity, "restart"), Cascade(it.Cascade)),
        _ => null,
    };

    string Say(ObjectReference it) => it.Kind switch
    {
        ObjectKind.Column or ObjectKind.Constraint or ObjectKind.Trigger or ObjectKind.Rule or ObjectKind.Policy => (it.Owner is { } owner ? $"{Name(owner)}." : "") + it.Name.Name.Name,
        ObjectKind.OperatorClass or ObjectKind.OperatorFamily => $"{Name(it.Name)} using {it.Method?.Name}",
        ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Routine or ObjectKind.Aggregate => Name(it.Name) + (it.HasArguments ? $"({Parameters(it.Arguments)})" : ""),
        ObjectKind.Operator => $"{Name(it.Name)}({Operand(it.Left)}, {Operand(it.Right)})",
        ObjectKind.Cast => $"({Say(it.Type!)} as {Say(it.Target!)})",
        ObjectKind.Transform => $"{Say(it.Type!)} {it.Method?.Name}",
        _ => it.Type is { } type ? Say(type) : Name(it.Name),
    };

    string Operand(Turnstone.Sql.Expressions.TypeName? type) => type is null ? "NONE" : Say(type);
}
