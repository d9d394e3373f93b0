namespace Turnstone.Scanning;

/// <summary>How a character that would end a literal is written within it.</summary>
enum LiteralEscape
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>A backslash stands before it.</summary>
    Backslash,

    /// <summary>It stands twice.</summary>
    Doubled,

    /// <summary>As XML's <c>&amp;lt;</c>.</summary>
    Entity,
}
