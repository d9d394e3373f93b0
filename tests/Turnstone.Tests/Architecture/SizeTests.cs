namespace Turnstone.Tests.Architecture;

public sealed class SizeTests
{
    const int LongestFile = 400;

    [Fact]
    public void No_file_of_the_product_is_two_concepts_long()
    {
        Report("files", [.. SourceFile.Product.Select(file => file.Lines.Length)]);
        Report("methods", [.. SourceFile.Product.SelectMany(file => file.MethodLengths)]);

        SourceFile.Product.Where(file => file.Lines.Length > LongestFile).ShouldBeEmpty();
    }

    static void Report(string what, int[] lengths)
    {
        Array.Sort(lengths);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{what}: {lengths.Length}, median {lengths[lengths.Length / 2]}, p90 {lengths[lengths.Length * 9 / 10]}, longest {lengths[^1]} lines");
    }
}
