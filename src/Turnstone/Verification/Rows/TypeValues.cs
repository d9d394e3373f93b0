namespace Turnstone.Verification.Rows;

using System.Collections.Immutable;

/// <summary>Makes values of any type: of a built-in one by its name, of what is made of others by those.</summary>
/// <param name="seed">Another gives other values to columns that have to be told apart.</param>
sealed class TypeValues(IReadOnlyDictionary<uint, ValueType> types, int seed)
{
    const int Deepest = 5;

    /// <summary>How many plain values there are of a type that has so many.</summary>
    public const int Many = 40;

    public ValueList Of(ValueType type, int modifier) => Of(type, modifier, 0);

    ValueList Of(ValueType type, int modifier, int depth) => depth > Deepest ? ValueList.Empty : type switch
    {
        { Kind: 'e' } => new([], type.Labels),
        { Kind: 'd' } => Suggested(type, Of(types[type.Inner], modifier >= 0 ? modifier : type.InnerModifier, depth + 1)),
        { Kind: 'c' } => Composite([.. type.Fields.Select(field => Of(types[field.Type], field.Modifier, depth + 1))]),
        { Kind: 'r' } => Range(Of(types[type.Inner], -1, depth + 1)),
        { Kind: 'm' } => Multirange(Of(types[type.Inner], -1, depth + 1)),
        { Category: 'A', Inner: not 0, Name: not ("int2vector" or "oidvector") } => Array(Of(types[type.Inner], modifier, depth + 1), type.Name == "_box" ? ';' : ','),
        { IsBuiltIn: true } => BuiltInValues.Of(type.Name, modifier, seed),
        _ => ForeignValues.Of(type.Name, modifier, seed),
    };

    static ValueList Suggested(ValueType domain, ValueList values) => values with { Suggested = [.. values.Suggested, .. ConstantValues.Of(domain.Conditions, domain.Category)] };

    static ValueList Composite(ImmutableArray<ValueList> fields)
    {
        var plain = fields.Select(field => field.Suggested.AddRange(field.Plain)).ToList();
        return new(
            [$"({string.Join(',', fields.Select(_ => ""))})", .. Enumerable.Range(0, 3).Select(row => $"({string.Join(',', fields.Select(field => field.Edges.IsEmpty ? "" : Quoted(field.Edges[row % field.Edges.Length])))})")],
            plain.Any(field => field.IsEmpty) ? [] : [.. Enumerable.Range(0, Many).Select(row => $"({string.Join(',', plain.Select(field => Quoted(field[row % field.Length])))})")]);
    }

    static ValueList Range(ValueList bounds)
    {
        // Those of the plain values that stand in order do not overlap: an excluding index takes them side by side.
        var steps = bounds.Plain.Where((_, place) => place + 1 < bounds.Plain.Length).Select((low, place) => $"[{Quoted(low)},{Quoted(bounds.Plain[place + 1])})");
        var first = bounds.Plain.FirstOrDefault() is { } one ? Quoted(one) : "";
        return new(["empty", "(,)", $"[{first},)", $"(,{first}]", .. bounds.Edges.Take(4).Select(edge => $"[{Quoted(edge)},{Quoted(edge)}]")], [.. steps]);
    }

    static ValueList Multirange(ValueList ranges)
    {
        var plain = ranges.Plain;
        return new(["{}", "{(,)}", .. plain.Length > 2 ? (string[])[$"{{{plain[0]},{plain[2]}}}"] : []], [.. plain.Select(range => $"{{{range}}}")]);
    }

    static ValueList Array(ValueList elements, char between)
    {
        var plain = elements.Suggested.AddRange(elements.Plain).Select(Quoted).ToList();
        var edges = elements.Edges.Select(Quoted).ToList();
        List<string> shapes = ["{}"];
        if (plain.Count > 0)
        {
            var (one, other) = (plain[0], plain[^1]);
            shapes.AddRange([$"{{NULL{between}{one}}}", $"{{{{{one}{between}{other}}}{between}{{{other}{between}{one}}}}}", $"[0:1]={{{one}{between}{other}}}"]);
        }
        return new(
            [.. shapes, .. edges.Count > 0 ? (string[])[$"{{{string.Join(between, edges.Take(4))}}}"] : []],
            [.. plain.Select(one => $"{{{one}}}"), .. Enumerable.Range(2, Math.Clamp(plain.Count - 1, 0, 4)).Select(length => $"{{{string.Join(between, plain.Take(length))}}}")]);
    }

    // What stands in an array, a range or a row may be quoted, whatever it is.
    static string Quoted(string value) => $"\"{value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
