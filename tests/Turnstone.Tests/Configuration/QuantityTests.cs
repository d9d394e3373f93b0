namespace Turnstone.Tests.Configuration;

using Turnstone.Configuration;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("250ms", 250)]
    [InlineData("2s", 2_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("5min", 300_000)]
    [InlineData("5m", 300_000)]
    [InlineData(" 1 h ", 3_600_000)]
    [InlineData("1d", 86_400_000)]
    public void A_duration_is_a_number_with_its_unit(string text, double milliseconds)
    {
        Duration.TryRead(text, out var duration).ShouldBeTrue();
        duration.TotalMilliseconds.ShouldBe(milliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("5 5s")]
    [InlineData("1..5s")]
    [InlineData("25d")]
    [InlineData("99999999999999999999999s")]
    [InlineData("5kB")]
    public void Anything_else_is_no_duration(string text) => Duration.TryRead(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("0", 0)]
    [InlineData("10B", 10)]
    [InlineData("512kB", 512 * 1024)]
    [InlineData("512KB", 512 * 1024)]
    [InlineData("1MB", 1024 * 1024)]
    [InlineData("1GB", 1024 * 1024 * 1024)]
    public void A_size_is_a_number_with_its_unit(string text, long bytes)
    {
        ByteSize.TryRead(text, out var size).ShouldBeTrue();
        size.ShouldBe(bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1024")]
    [InlineData("1MiB")]
    [InlineData("1s")]
    [InlineData("-1MB")]
    [InlineData("99999999GB")]
    public void Anything_else_is_no_size(string text) => ByteSize.TryRead(text, out _).ShouldBeFalse();
}
