namespace Turnstone.Cli;

/// <summary>Where a program reads and writes, which variables it sees and in which folder it stands.</summary>
sealed record Terminal(
    TextReader In, TextWriter Out, TextWriter Error, bool OutIsTerminal, bool ErrorIsTerminal, IReadOnlyDictionary<string, string> Environment, string Folder)
{
    /// <summary>Whether somebody is there who can be asked.</summary>
    public bool InIsTerminal { get; init; }

    public static Terminal OfProcess() => new(
        Console.In, Console.Out, Console.Error, !Console.IsOutputRedirected, !Console.IsErrorRedirected,
        System.Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? "", StringComparer.Ordinal),
        Directory.GetCurrentDirectory())
    {
        InIsTerminal = !Console.IsInputRedirected && !Console.IsErrorRedirected,
    };
}
