namespace Turnstone.Cli;

/// <summary>Every verb there is; a new one is a new file.</summary>
static partial class AllCommands
{
    public static IReadOnlyList<CliCommand> List => field ??= [.. ByClass.Values.Select(make => make())];

    [Discovered]
    internal static partial IReadOnlyDictionary<string, Func<CliCommand>> ByClass { get; }

    /// <summary>New ones of a verb and its parts, and of no other; none where there is no such verb.</summary>
    /// <remarks>A class is called as its verb is: <c>local up</c> is <c>LocalUpCommand</c>.</remarks>
    public static IReadOnlyList<CliCommand> Of(string verb)
    {
        var name = string.Concat(verb.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        var made = new List<CliCommand>();
        foreach (var (known, make) in ByClass)
        {
            if (known.StartsWith(name, StringComparison.Ordinal) && make() is var command && (command.PartOf ?? command.Name) == verb)
            {
                made.Add(command);
            }
        }
        return made;
    }
}
