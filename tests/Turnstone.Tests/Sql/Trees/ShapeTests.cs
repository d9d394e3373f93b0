namespace Turnstone.Tests.Sql.Trees;

using Turnstone.Sql;
using Turnstone.Sql.PlPgSql;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;
using Turnstone.Tests.Grammar;

public sealed class ShapeTests
{
    // Of a longer and longer text: what of it is kept aside grows in steps, and a power of two may lie between.
    const int Length = 500, Times = 8;

    public static TheoryData<string> Names => [.. Shapes.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_text_eight_times_as_long_takes_no_more_than_that(string shape)
    {
        var (small, large) = (Cost(Shapes.All[shape](Length)), Cost(Shapes.All[shape](Length * Times)));

        large.Memory.ShouldBeLessThan(small.Memory * Times * 13 / 10 + 200_000);
        large.Looks.ShouldBeLessThan(small.Looks * Times * 13 / 10 + 1000);
    }

    [Fact]
    public void What_grows_faster_than_its_text_is_found()
    {
        var (small, large) = (Memory(() => Squared(Length)), Memory(() => Squared(Length * Times)));
        large.ShouldBeGreaterThan(small * Times * 13 / 10 + 200_000);

        static int Squared(int length)
        {
            var text = "";
            for (var i = 0; i < length; i++)
            {
                text += "x";
            }

            return text.Length;
        }
    }

    [Fact]
    public void What_looks_again_and_again_without_taking_memory_is_found()
    {
        var (small, large) = (Looks(Length), Looks(Length * Times));
        large.ShouldBeGreaterThan(small * Times * 13 / 10 + 1000);

        // From each token to the end and back, nearby at every step.
        static long Looks(int length)
        {
            using var reader = new SyntaxReader(SqlText.Single(Shapes.All["words"](length)), PgVersion.V18);
            for (var words = length; words > 0; words--)
            {
                var mark = reader.Mark();
                for (var passed = 0; passed < words && !reader.Is("FROM"); passed++)
                {
                    reader.Next();
                }

                reader.Skip(mark + 1);
            }

            return reader.Looks;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_shape_is_too_much_for_a_small_stack(string shape)
    {
        Exception? thrown = null;
        string? wrong = null;
        var thread = new Thread(() =>
        {
            try
            {
                wrong = ReadAll(Shapes.All[shape](5000));
            }
            catch (Exception exception)
            {
                thrown = exception;
            }
        }, maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
        thrown.ShouldBeNull();
        wrong.ShouldBeNull();
    }

    // All that is public and reads a text.
    static string? ReadAll(string text)
    {
        var wrong = TreeInvariants.OfTokens(text);
        PlBody.Read(text, PgVersion.V18);
        foreach (var slice in StatementReader.ReadAll(text))
        {
            var statement = Parser.Parse(slice, PgVersion.V18);
            wrong ??= statement.Error is null ? TreeInvariants.OfTree(statement) : null;
            StatementNames.Of(statement);
            PlBody.Of(statement, PgVersion.V18);
            var again = Parser.Parse(slice, PgVersion.V18);
            foreach (var (one, other) in statement.Nodes.Zip(again.Nodes))
            {
                wrong ??= one.Equals(other) && !ReferenceEquals(one, other) || one.GetHashCode() != one.GetHashCode() ? "equals another" : null;
            }

            StatementClassifier.Classify(slice, PgVersion.V18);
            StatementClassifier.ReportsRows(slice);
            StatementClassifier.IsConcurrentIndex(slice);
            new LockForecast().MayBlock(new TokenReader(slice));
            CreatedObject.Read(slice);
            CopyStatement.HasHeader(slice);
            PlBody.Read(slice.Text, PgVersion.V18);
        }

        return wrong;
    }

    static (long Memory, long Looks) Cost(string text)
    {
        var slices = StatementReader.ReadAll(text);
        return (Memory(() => Read(text)), SqlText.Cost(text) + slices.Sum(Looks));
    }

    // The second time: buffers that are kept for the next text are there then.
    static long Memory(Func<int> read)
    {
        read();
        var before = GC.GetAllocatedBytesForCurrentThread();
        read();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    static int Read(string text)
    {
        var nodes = 0;
        foreach (var slice in StatementReader.ReadAll(text))
        {
            var statement = Parser.Parse(slice, PgVersion.V18);
            nodes += statement.Nodes.Count() + StatementNames.Of(statement).Columns.Length + (PlBody.Of(statement, PgVersion.V18)?.Block?.Nodes.Count() ?? 0);
        }

        return nodes;
    }

    static long Looks(StatementSlice slice)
    {
        using var reader = new SyntaxReader(slice, PgVersion.V18);
        return Parser.Read(reader) is Do { Code: { } code } ? reader.Looks + LooksWithin(slice, code.Span) : reader.Looks;
    }

    static long LooksWithin(StatementSlice slice, TextSpan code)
    {
        using var reader = new SyntaxReader(slice, QuotedText.Read(slice, code), PgVersion.V18);
        _ = new PlReader(reader, null, null).ReadWhole();
        return reader.Looks;
    }
}
