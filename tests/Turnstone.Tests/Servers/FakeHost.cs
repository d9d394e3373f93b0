namespace Turnstone.Tests.Servers;

using Turnstone.Servers;

/// <summary>A machine made of a list of files and variables.</summary>
static class FakeHost
{
    public static HostPlatform Of(HostSystem system, string[] files, Dictionary<string, string>? variables = null, bool isRoot = false)
    {
        var separator = system is HostSystem.Windows ? '\\' : '/';
        return new(system, "any-x64", isRoot)
        {
            Variable = name => variables?.GetValueOrDefault(name),
            FileExists = files.Contains,
            FolderNames = folder =>
            [
                .. files.Where(file => file.StartsWith(folder + separator, StringComparison.Ordinal))
                    .Select(file => file[(folder.Length + 1)..].Split(separator)[0])
                    .Distinct(),
            ],
        };
    }
}
