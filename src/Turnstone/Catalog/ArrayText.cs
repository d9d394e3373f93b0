namespace Turnstone.Catalog;

using System.Text;

/// <summary>An array as the server writes it: <c>{a,"b c","d\"e"}</c>.</summary>
/// <remarks>PostgreSQL manual 8.15.6</remarks>
static class ArrayText
{
    public static IEnumerable<string> Elements(string array)
    {
        var element = new StringBuilder();
        for (var at = 1; at < array.Length; at++)
        {
            if (array[at] == '"')
            {
                for (at++; array[at] != '"'; at++)
                {
                    at += array[at] == '\\' ? 1 : 0;
                    element.Append(array[at]);
                }
            }
            else if (array[at] is not (',' or '}'))
            {
                element.Append(array[at]);
            }
            else if (array.Length > 2)
            {
                yield return element.ToString();
                element.Clear();
            }
        }
    }
}
