namespace Turnstone.Verification.Rows;

using System.Globalization;

/// <summary>Values of PostgreSQL's own types. Where one knows less than its successors, the server leaves out what it does not take.</summary>
static class BuiltInValues
{
    const int LargeDocument = 100_000, LargeBytes = 10_000;

    // 20 times the same hundred characters compress to what an index takes; these do not have to.
    const int LongestText = 2000;

    // They still are what four bytes take, even ten times as large; what two bytes take is soon given to rows of files.
    const int Away = 200_000_000;

    /// <summary>From this seed on numbers of eight bytes, as keys have, keep away from those that files give to rows of their own.</summary>
    public const int Far = 70;

    public static ValueList Of(string type, int modifier, int seed)
    {
        var numbers = Enumerable.Range(1, TypeValues.Many).Select(number => seed * 100 + number).ToList();
        var large = numbers.Select(number => seed < Far ? number : Away + number);
        return type switch
        {
            "int2" => List(["0", "-1", "-32768", "32767"], Plain(numbers, number => $"{number % 30000}")),
            "int4" => List(["0", "-1", "-2147483648", "2147483647"], Plain(numbers, number => $"{number}")),
            "int8" => List(["0", "-1", "-9223372036854775808", "9223372036854775807"], Plain(large, number => $"{number}")),
            "oid" or "xid" or "xid8" or "cid" => List(["0", "4294967295"], Plain(numbers, number => $"{number}")),
            "numeric" => Numeric(modifier, numbers),
            "float4" => List(["NaN", "Infinity", "-Infinity", "-0", "1e-45", "3.4028235e+38", "-3.4028235e+38"], [.. Plain(numbers, number => $"{number}.5"), "0.5", "0", "1"]),
            "float8" => List(["NaN", "Infinity", "-Infinity", "-0", "5e-324", "1.7976931348623157e+308", "0.1"], [.. Plain(numbers, number => $"{number}.5"), "0.5", "0", "1"]),
            "money" => List(["0", "-92233720368547758.08", "92233720368547758.07"], Plain(numbers, number => $"{number}.25")),
            "bool" => List([], ["t", "f"]),
            "text" or "varchar" or "bpchar" => Characters(modifier < 0 ? LongestText : modifier - 4, numbers),
            "name" => Characters(31, numbers),
            "char" => List([""], [.. "abcdefghijklmnopqrstuvwxyz".Select(letter => $"{letter}")]),
            "bytea" => List([@"\x", @"\x00", @"\x5c27ff00", @"\x" + string.Concat(Enumerable.Repeat("00ff", LargeBytes / 2))], Plain(numbers, number => $@"\x{number:x8}")),
            "uuid" => List(["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"], Plain(numbers, number => $"{number:x8}-0000-4000-8000-000000000001")),
            "json" => List([.. Documents, "{\"a\":1, \"a\" : 2}", "{\"b\":\"\\u0000\"}"], Plain(numbers, number => $$"""{"n": {{number}}}""")),
            "jsonb" => List([.. Documents, "{\"a\":1, \"a\" : 2}"], Plain(numbers, number => $$"""{"n": {{number}}}""")),
            "jsonpath" => List(["$"], Plain(numbers, number => $"$.a[{number}]")),
            "xml" => List(["", "<a b=\"ü\"><![CDATA[<]]></a>", "some <b>text</b>"], Plain(numbers, number => $"<a>{number}</a>")),
            "tsvector" => List(["", "'it''s':1A,2 'ü':3"], Plain(numbers, number => $"'a{number}':1")),
            "tsquery" => List([""], Plain(numbers, number => $"'a{number}' & !'b'")),
            "bit" => Bits(Math.Max(1, modifier), numbers, isFixed: true),
            "varbit" => Bits(modifier < 0 ? 70 : modifier, numbers, isFixed: false),
            "date" or "timestamp" or "timestamptz" or "time" or "timetz" or "interval" => TimeValues.Of(type, seed),
            "inet" => List(["0.0.0.0/0", "::", "::ffff:1.2.3.4/128", "255.255.255.255"], Plain(numbers, number => $"10.0.{number / 250 % 250}.{number % 250}")),
            "cidr" => List(["0.0.0.0/0", "::/0"], Plain(numbers, number => $"10.{number / 250 % 250}.{number % 250}.0/24")),
            "macaddr" => List(["00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff"], Plain(numbers, number => $"08:00:2b:01:{number / 256 % 256:x2}:{number % 256:x2}")),
            "macaddr8" => List(["00:00:00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff:ff:ff"], Plain(numbers, number => $"08:00:2b:01:02:03:{number / 256 % 256:x2}:{number % 256:x2}")),
            "pg_lsn" => List(["0/0", "FFFFFFFF/FFFFFFFF"], Plain(numbers, number => $"0/{number:X}")),
            "point" => List(["(-0,0)", "(Infinity,NaN)"], Plain(numbers, number => $"({number},-1.5)")),
            "line" => List(["{0,1,0}"], Plain(numbers, number => $"{{1,{number},0}}")),
            "lseg" => List(["[(0,0),(0,0)]"], Plain(numbers, number => $"[(0,0),({number},1)]")),
            "box" => List(["(0,0),(0,0)"], Plain(numbers, number => $"({number}.5,1),({number},0)")),
            "path" => List(["[(0,0)]", "((0,0),(1,1))"], Plain(numbers, number => $"[(0,0),({number},1)]")),
            "polygon" => List(["((0,0))"], Plain(numbers, number => $"((0,0),({number},1),(0,1))")),
            "circle" => List(["<(0,0),0>"], Plain(numbers, number => $"<({number},0),0.25>")),
            "tid" => List(["(0,0)"], Plain(numbers, number => $"({number},1)")),
            "int2vector" or "oidvector" => List([""], Plain(numbers, number => $"1 {number}")),
            "pg_snapshot" or "txid_snapshot" => List([], Plain(numbers, number => $"{number}:{number}:")),
            "regclass" or "regtype" or "regproc" or "regprocedure" or "regrole" or "regnamespace" or "regoper" or "regoperator" or "regconfig" or "regdictionary" or "regcollation" => List(["0", "-"], ["pg_class", "integer", "+(integer,integer)", "now", "now()", "pg_catalog", "english", "simple", "\"C\""]),
            _ => ForeignValues.Of(type, modifier, seed),
        };
    }

    static string[] Documents { get; } =
    [
        "null", "{}", "[]", "\"\"", "{\"b\": [null, {\"a\": [[], {}, 1.50, true]}], \"a\": \"\\u00fc \\\\ \\\"\"}",
        $$"""{"large": "{{string.Concat(Enumerable.Repeat("0123456789", LargeDocument / 10))}}"}""", "-0.00000000000000000000000000000000000001",
    ];

    static ValueList List(IEnumerable<string> edges, IEnumerable<string> plain) => new([.. edges], [.. plain]);

    internal static IEnumerable<string> Plain(IEnumerable<int> numbers, Func<int, FormattableString> written) => numbers.Select(number => written(number).ToString(CultureInfo.InvariantCulture));

    static ValueList Numeric(int modifier, List<int> numbers)
    {
        var small = Plain(numbers.Take(5), number => $"0.{number % 100:00}");
        if (modifier < 0)
        {
            return List(["0", "NaN", "Infinity", "-Infinity", "-1.10", "0.00000000000000000000000000000000001", "1" + new string('0', 40) + ".5"], [.. Plain(numbers, number => $"{number}"), "1.5", .. small]);
        }
        // Precision above, scale below, which may be negative from PostgreSQL 15 on.
        var precision = (modifier - 4) >> 16 & 0xffff;
        var scale = ((modifier - 4 & 0x7ff) ^ 1024) - 1024;
        var largest = scale <= 0 ? new string('9', precision) + new string('0', -scale)
            : (precision > scale ? new string('9', precision - scale) : "0") + "." + new string('0', Math.Max(0, scale - precision)) + new string('9', Math.Min(scale, precision));
        return List(["0", "NaN", largest, "-" + largest], [.. Plain(numbers, number => $"{number}"), "1.5", .. small]);
    }

    // Characters are counted, not bytes; none of them is cut in two.
    static ValueList Characters(int most, List<int> numbers)
    {
        var words = Plain(numbers, number => $"a{number}").Concat(["abc", "ABC", "A", "1", "x@example.org", "https://example.org/", "/", "2024-01-01", "#aabbcc", "127.0.0.1", "aaaaaaaa", "12345678", "ab", .. Plain(numbers, number => $"A{number}")]);
        return List(
            [.. ((string[])["", "'\"\\\n\t;--", "𝄞🐦e\u0301ﷺ", " "]).Select(text => Cut(text, most)), new('ż', Math.Min(most, LongestText))],
            [.. words.Where(word => word.Length <= most), .. most < 4 ? Plain(Enumerable.Range(0, 10), number => $"{number}").Concat("bcdefghijklm".Select(letter => $"{letter}")) : []]);
    }

    static string Cut(string text, int most) => string.Concat(text.EnumerateRunes().Take(most));

    static ValueList Bits(int length, List<int> numbers, bool isFixed)
    {
        var plain = Plain(numbers, number => $"{number:b}").Select(bits => bits.Length > length ? bits[^length..] : isFixed ? bits.PadLeft(length, '0') : bits);
        return List([isFixed ? new('0', length) : "", new('1', length)], plain.Distinct());
    }
}
