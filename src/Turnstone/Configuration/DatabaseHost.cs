namespace Turnstone.Configuration;

/// <summary>A server by name, address or socket folder, and its port.</summary>
public sealed record DatabaseHost(string Name, int Port)
{
    public override string ToString() => Name.Contains(':', StringComparison.Ordinal) ? $"[{Name}]:{Port}" : $"{Name}:{Port}";
}
