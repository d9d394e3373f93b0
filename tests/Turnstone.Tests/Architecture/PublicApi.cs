namespace Turnstone.Tests.Architecture;

using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

/// <summary>What an assembly shows to others, one member a line, in an order that does not depend on the source's.</summary>
static class PublicApi
{
    const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(type.Namespace).Append('.').Append(NameOf(type, nested: true)).Append(Bases(type)).Append('\n');
            foreach (var member in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }
        return text.ToString();
    }

    static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsByRefLike: true } => "ref struct",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    static string Bases(Type type) =>
        type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum) ? $" : {NameOf(parent)}" : "";

    static IEnumerable<string> Members(Type type) => type.IsEnum
        ? Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), System.Globalization.CultureInfo.InvariantCulture)}")
        : type.GetMembers(Declared).Where(IsWritten).Select(member => member switch
        {
            ConstructorInfo made => $"new({Parameters(made)})",
            MethodInfo method => $"{Static(method.IsStatic)}{NameOf(method.ReturnType)} {method.Name}({Parameters(method)})",
            PropertyInfo property => $"{Static(property.GetMethod!.IsStatic)}{NameOf(property.PropertyType)} {property.Name} {{ get;{Setter(property)} }}",
            FieldInfo field => $"{Static(field.IsStatic)}{NameOf(field.FieldType)} {field.Name}{(field.IsLiteral ? $" = {field.GetRawConstantValue()}" : "")}",
            _ => "",
        }).Where(line => line.Length > 0);

    // A record's own members come from its declaration, which the constructor shows already.
    static bool IsWritten(MemberInfo member) => !member.Name.Contains('<', StringComparison.Ordinal)
        && member.Name is not ("Equals" or "GetHashCode" or "ToString" or "EqualityContract" or "PrintMembers" or "Deconstruct" or "op_Equality" or "op_Inequality")
        && member switch
        {
            MethodBase method => Shows(method) && (method is ConstructorInfo || !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
                && !method.IsDefined(typeof(CompilerGeneratedAttribute)),
            PropertyInfo { GetMethod: { } getter } => Shows(getter),
            FieldInfo field => field.IsPublic || field.IsFamily,
            _ => false,
        };

    static bool Shows(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    static string Static(bool isStatic) => isStatic ? "static " : "";

    static string Setter(PropertyInfo property) => property.SetMethod is not { } setter || !Shows(setter) ? ""
        : setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;"
        : " set;";

    static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(one =>
        $"{NameOf(one.ParameterType)} {one.Name}{(one.HasDefaultValue ? $" = {one.DefaultValue ?? "default"}" : "")}"));

    static string NameOf(Type type, bool nested = false) => type switch
    {
        { IsByRef: true } => $"ref {NameOf(type.GetElementType()!)}",
        { IsArray: true } => $"{NameOf(type.GetElementType()!)}[]",
        { IsGenericType: true } => $"{Outer(type, nested)}{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(one => NameOf(one)))}>",
        _ => $"{Outer(type, nested || type.IsNested)}{type.Name}",
    };

    static string Outer(Type type, bool nested) => nested && type.DeclaringType is { } outer && !type.IsGenericParameter ? $"{NameOf(outer)}." : "";
}
