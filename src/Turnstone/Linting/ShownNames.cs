namespace Turnstone.Linting;

using Turnstone.Sql;

/// <summary>Names in messages: as a person writes them.</summary>
static class ShownNames
{
    public static string Shown(this Identifier name) => new PlainName(name.Name).ToString();

    public static string Shown(this QualifiedName name) => $"{name.Schema.Shown()}.{name.Name.Shown()}";

    public static string Shown(this ObjectName name) => name.Schema is { } schema ? $"{schema.Shown()}.{name.Name.Shown()}" : name.Name.Shown();
}
