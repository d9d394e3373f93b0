namespace Turnstone.Tests.Cli;

using System.Text;
using Turnstone.Cli;

public sealed class ClosableWriterTests
{
    [Fact]
    public void What_is_written_behind_the_end_of_the_terminal_is_lost_and_harms_nobody()
    {
        var there = new Terminal();
        using var writer = new ClosableWriter(there) { NewLine = "\n" };

        writer.WriteLine("one");
        writer.Write('2');
        there.IsGone = true;
        writer.WriteLine("three");
        writer.Flush();

        there.ToString().ShouldBe("one\n2");
    }

    sealed class Terminal : StringWriter
    {
        public bool IsGone { get; set; }

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Check(() => base.Write(value));

        public override void Write(string? value) => Check(() => base.Write(value));

        public override void Flush() => Check(base.Flush);

        void Check(Action write)
        {
            if (IsGone)
            {
                throw new IOException("Input/output error");
            }
            write();
        }
    }
}
