namespace Turnstone.Tests.Sql;

using Turnstone.Sql;

public class StreamingTests
{
    const int InitialCapacity = 16 * 1024;

    [Fact]
    public void F35_two_hundred_megabytes_of_statements_need_no_more_room_than_one()
    {
        var statement = $"INSERT INTO t (id, note) VALUES (1, '{new string('x', 1980)}');\n";
        var reader = new StatementReader(new RepeatingReader("", statement, 100_000));
        var count = 0;
        while (reader.Read() is not null)
        {
            count++;
        }

        count.ShouldBe(100_000);
        reader.Capacity.ShouldBe(InitialCapacity);
    }

    [Fact]
    public void F35_two_hundred_megabytes_of_rows_need_no_more_room_than_one()
    {
        var row = $"1\t{new string('x', 1996)}\n";
        var reader = new StatementReader(new RepeatingReader("copy t from stdin;\n", row, 100_000));
        reader.Read().ShouldNotBeNull().CopiesFromStdin.ShouldBeTrue();
        var block = new char[8192];
        long length = 0;
        for (int read; (read = reader.CopyData.Read(block)) > 0;)
        {
            length += read;
        }

        length.ShouldBe(row.Length * 100_000L);
        reader.Capacity.ShouldBe(InitialCapacity);
    }

    [Fact]
    public void One_endless_row_needs_no_more_room_than_a_window()
    {
        var reader = new StatementReader(new RepeatingReader("copy t from stdin;\n", "no newline ", 1_000_000));
        reader.Read();
        reader.Read().ShouldBeNull();
        reader.Capacity.ShouldBe(InitialCapacity);
    }

    [Fact]
    public void The_room_follows_the_largest_statement_and_not_the_file()
    {
        var large = $"select '{new string('x', 100_000)}';\n";
        var reader = new StatementReader(new RepeatingReader("", large, 100));
        while (reader.Read() is not null)
        {
        }

        reader.Capacity.ShouldBeLessThanOrEqualTo(4 * large.Length);
    }

    [Fact]
    public void A_statement_that_is_too_long_to_hold_is_an_error_and_not_an_exception()
    {
        var reader = new StatementReader(new RepeatingReader("select 1;\n", "select '", 1000), capacity: 16, most: 1024);
        SqlText.ReadEverything(reader).Errors.ShouldContain(e => e.Message.Contains("longer than PostgreSQL takes", StringComparison.Ordinal));
        reader.Capacity.ShouldBe(1024);
    }

    [Theory]
    [InlineData("/*")]
    [InlineData("'")]
    [InlineData("$a$")]
    [InlineData("\"")]
    [InlineData("select 1 +")]
    [InlineData("(")]
    public void A_token_or_statement_without_an_end_is_read_again_only_as_often_as_the_window_doubles(string opening)
    {
        var source = new TricklingReader(opening + new string('x', 4_000_000), piece: int.MaxValue);
        var reader = new StatementReader(source);
        while (reader.Read() is not null)
        {
        }

        source.Blocks.ShouldBeLessThanOrEqualTo(12);
    }

    /// <summary>A long text that is nowhere in memory.</summary>
    sealed class RepeatingReader(string head, string text, int times) : TextReader
    {
        readonly long _length = head.Length + ((long)text.Length * times);
        long _at;

        public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

        public override int Read(Span<char> buffer)
        {
            var written = 0;
            while (written < buffer.Length && _at < _length)
            {
                var rest = _at < head.Length ? head.AsSpan((int)_at) : text.AsSpan((int)((_at - head.Length) % text.Length));
                var length = Math.Min(rest.Length, buffer.Length - written);
                rest[..length].CopyTo(buffer[written..]);
                written += length;
                _at += length;
            }

            return written;
        }
    }
}
