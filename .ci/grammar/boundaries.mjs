// Where the statements of a whole file begin and end, by its parse tree.

/** Start, end, start, end, … in UTF-16 units. A start is that of the first token; an end is the semicolon or the end of the text. */
export function boundaries(text, stmts) {
    const bytes = Buffer.from(text, "utf8");
    const spans = [];
    let seen = 0;
    let units = 0;
    const unitsAt = byte => {
        units += bytes.toString("utf8", seen, byte).length;
        seen = byte;
        return units;
    };
    for (const { stmt_location: start = 0, stmt_len: length = 0 } of stmts) {
        spans.push(skipTrivia(text, unitsAt(start)), unitsAt(length ? start + length : bytes.length));
    }
    return spans;
}

function skipTrivia(text, at) {
    for (;;) {
        if (/\s/.test(text[at] ?? "")) {
            at++;
        } else if (text.startsWith("--", at)) {
            while (at < text.length && text[at] !== "\n" && text[at] !== "\r") at++;
        } else if (text.startsWith("/*", at)) {
            at = skipComment(text, at);
        } else {
            return at;
        }
    }
}

// Comments nest.
function skipComment(text, at) {
    let depth = 0;
    do {
        if (text.startsWith("/*", at)) {
            depth++;
            at += 2;
        } else if (text.startsWith("*/", at)) {
            depth--;
            at += 2;
        } else {
            at++;
        }
    } while (depth && at < text.length);
    return at;
}
