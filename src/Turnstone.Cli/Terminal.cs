namespace Turnstone.Cli;

using System.Collections;
using System.Text;

/// <summary>Where a program reads and writes, which variables it sees and in which folder it stands.</summary>
sealed record Terminal(
    TextReader In, TextWriter Out, TextWriter Error, bool OutIsTerminal, bool ErrorIsTerminal, IReadOnlyDictionary<string, string> Environment, string Folder)
{
    /// <summary>Whether somebody is there who can be asked.</summary>
    public bool InIsTerminal { get; init; }

    /// <summary>How many columns it has.</summary>
    public Func<int> Width { get; init; } = () => 80;

    public static Terminal OfProcess()
    {
        if (OperatingSystem.IsWindows())
        {
            // What is written is the same on every system: UTF-8, with LF.
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
            Console.Out.NewLine = Console.Error.NewLine = "\n";
        }
        return new(Console.In, Console.IsOutputRedirected ? Console.Out : new ClosableWriter(Console.Out) { NewLine = Console.Out.NewLine },
            Console.IsErrorRedirected ? Console.Error : new ClosableWriter(Console.Error) { NewLine = Console.Error.NewLine }, !Console.IsOutputRedirected, !Console.IsErrorRedirected,
            Variables(System.Environment.GetEnvironmentVariables(), OperatingSystem.IsWindows()), Directory.GetCurrentDirectory())
        {
            InIsTerminal = !Console.IsInputRedirected && !Console.IsErrorRedirected,
            Width = WidthOfConsole,
        };
    }

    // A terminal without a size says 0.
    static int WidthOfConsole()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : 80;
        }
        catch (IOException)
        {
            return 80;
        }
    }

    /// <summary>The variables by name; on Windows <c>Path</c> is <c>PATH</c>.</summary>
    internal static Dictionary<string, string> Variables(IDictionary variables, bool windows)
    {
        var found = new Dictionary<string, string>(windows ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (DictionaryEntry pair in variables)
        {
            found.Add((string)pair.Key, (string?)pair.Value ?? "");
        }
        return found;
    }
}
