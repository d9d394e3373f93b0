namespace Turnstone.Cli;

using System.Text;

/// <summary>Writes to a terminal as long as somebody has it open: a run whose window was closed still has to clean up.</summary>
sealed class ClosableWriter(TextWriter terminal) : TextWriter
{
    bool isClosed;

    public override Encoding Encoding => terminal.Encoding;

    public override void Write(char value) => Try(() => terminal.Write(value));

    public override void Write(string? value) => Try(() => terminal.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => terminal.Write(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void WriteLine(string? value) => Write(value + NewLine);

    public override void Flush() => Try(terminal.Flush);

    void Try(Action write)
    {
        if (isClosed)
        {
            return;
        }
        try
        {
            write();
        }
        catch (IOException)
        {
            isClosed = true;
        }
    }
}
