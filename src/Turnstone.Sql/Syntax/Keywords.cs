namespace Turnstone.Sql.Syntax;

using System.Globalization;
using System.Text;

/// <summary>PostgreSQL's keywords.</summary>
/// <remarks>From <c>pg_get_keywords()</c> of 14 to 18. Behind a word stand <c>&gt;</c> and the first version that has it, <c>&lt;</c> and the last one, and
/// <c>!</c> where it is a label only behind AS.</remarks>
static class Keywords
{
    // A power of two, several times what there are.
    const int Size = 4096;

    const string Unreserved = """
        ABORT ABSENT>16 ABSOLUTE ACCESS ACTION ADD ADMIN AFTER AGGREGATE ALSO ALTER ALWAYS ASENSITIVE ASSERTION ASSIGNMENT AT
        ATOMIC ATTACH ATTRIBUTE BACKWARD BEFORE BEGIN BREADTH BY CACHE CALL CALLED CASCADE CASCADED CATALOG CHAIN
        CHARACTERISTICS CHECKPOINT CLASS CLOSE CLUSTER COLUMNS COMMENT COMMENTS COMMIT COMMITTED COMPRESSION CONDITIONAL>17
        CONFIGURATION CONFLICT CONNECTION CONSTRAINTS CONTENT CONTINUE CONVERSION COPY COST CSV CUBE CURRENT CURSOR CYCLE
        DATA DATABASE DAY! DEALLOCATE DECLARE DEFAULTS DEFERRED DEFINER DELETE DELIMITER DELIMITERS DEPENDS DEPTH DETACH
        DICTIONARY DISABLE DISCARD DOCUMENT DOMAIN DOUBLE DROP EACH EMPTY>17 ENABLE ENCODING ENCRYPTED ENFORCED>18 ENUM
        ERROR>17 ESCAPE EVENT EXCLUDE EXCLUDING EXCLUSIVE EXECUTE EXPLAIN EXPRESSION EXTENSION EXTERNAL FAMILY FILTER!
        FINALIZE FIRST FOLLOWING FORCE FORMAT>16 FORWARD FUNCTION FUNCTIONS GENERATED GLOBAL GRANTED GROUPS HANDLER HEADER
        HOLD HOUR! IDENTITY IF IMMEDIATE IMMUTABLE IMPLICIT IMPORT INCLUDE INCLUDING INCREMENT INDENT>16 INDEX INDEXES
        INHERIT INHERITS INLINE INPUT INSENSITIVE INSERT INSTEAD INVOKER ISOLATION KEEP>17 KEY KEYS>16 LABEL LANGUAGE LARGE
        LAST LEAKPROOF LEVEL LISTEN LOAD LOCAL LOCATION LOCK LOCKED LOGGED MAPPING MATCH MATCHED>15 MATERIALIZED MAXVALUE
        MERGE>15 METHOD MINUTE! MINVALUE MODE MONTH! MOVE NAME NAMES NESTED>17 NEW NEXT NFC NFD NFKC NFKD NO NORMALIZED
        NOTHING NOTIFY NOWAIT NULLS OBJECT OBJECTS>18 OF OFF OIDS OLD OMIT>17 OPERATOR OPTION OPTIONS ORDINALITY OTHERS OVER!
        OVERRIDING OWNED OWNER PARALLEL PARAMETER>15 PARSER PARTIAL PARTITION PASSING PASSWORD PATH>17 PERIOD>18 PLAN>17
        PLANS POLICY PRECEDING PREPARE PREPARED PRESERVE PRIOR PRIVILEGES PROCEDURAL PROCEDURE PROCEDURES PROGRAM PUBLICATION
        QUOTE QUOTES>17 RANGE READ REASSIGN RECHECK<17 RECURSIVE REF REFERENCING REFRESH REINDEX RELATIVE RELEASE RENAME
        REPEATABLE REPLACE REPLICA RESET RESTART RESTRICT RETURN RETURNS REVOKE ROLE ROLLBACK ROLLUP ROUTINE ROUTINES ROWS
        RULE SAVEPOINT SCALAR>16 SCHEMA SCHEMAS SCROLL SEARCH SECOND! SECURITY SEQUENCE SEQUENCES SERIALIZABLE SERVER SESSION
        SET SETS SHARE SHOW SIMPLE SKIP SNAPSHOT SOURCE>17 SQL STABLE STANDALONE START STATEMENT STATISTICS STDIN STDOUT
        STORAGE STORED STRICT STRING>17 STRIP SUBSCRIPTION SUPPORT SYSID SYSTEM TABLES TABLESPACE TARGET>17 TEMP TEMPLATE
        TEMPORARY TEXT TIES TRANSACTION TRANSFORM TRIGGER TRUNCATE TRUSTED TYPE TYPES UESCAPE UNBOUNDED UNCOMMITTED
        UNCONDITIONAL>17 UNENCRYPTED UNKNOWN UNLISTEN UNLOGGED UNTIL UPDATE VACUUM VALID VALIDATE VALIDATOR VALUE VARYING!
        VERSION VIEW VIEWS VIRTUAL>18 VOLATILE WHITESPACE WITHIN! WITHOUT! WORK WRAPPER WRITE XML YEAR! YES ZONE
        """;

    const string Column = """
        BETWEEN BIGINT BIT BOOLEAN CHAR! CHARACTER! COALESCE DEC DECIMAL EXISTS EXTRACT FLOAT GREATEST GROUPING INOUT INT
        INTEGER INTERVAL JSON>16 JSON_ARRAY>16 JSON_ARRAYAGG>16 JSON_EXISTS>17 JSON_OBJECT>16 JSON_OBJECTAGG>16 JSON_QUERY>17
        JSON_SCALAR>17 JSON_SERIALIZE>17 JSON_TABLE>17 JSON_VALUE>17 LEAST MERGE_ACTION>17 NATIONAL NCHAR NONE NORMALIZE
        NULLIF NUMERIC OUT OVERLAY POSITION PRECISION! REAL ROW SETOF SMALLINT SUBSTRING TIME TIMESTAMP TREAT TRIM VALUES
        VARCHAR XMLATTRIBUTES XMLCONCAT XMLELEMENT XMLEXISTS XMLFOREST XMLNAMESPACES XMLPARSE XMLPI XMLROOT XMLSERIALIZE
        XMLTABLE
        """;

    const string TypeOrFunction = """
        AUTHORIZATION BINARY COLLATION CONCURRENTLY CROSS CURRENT_SCHEMA FREEZE FULL ILIKE INNER IS ISNULL! JOIN LEFT LIKE
        NATURAL NOTNULL! OUTER OVERLAPS! RIGHT SIMILAR TABLESAMPLE VERBOSE
        """;

    const string Reserved = """
        ALL ANALYSE ANALYZE AND ANY ARRAY! AS! ASC ASYMMETRIC BOTH CASE CAST CHECK COLLATE COLUMN CONSTRAINT CREATE!
        CURRENT_CATALOG CURRENT_DATE CURRENT_ROLE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER DEFAULT DEFERRABLE DESC
        DISTINCT DO ELSE END EXCEPT! FALSE FETCH! FOR! FOREIGN FROM! GRANT! GROUP! HAVING! IN INITIALLY INTERSECT! INTO!
        LATERAL LEADING LIMIT! LOCALTIME LOCALTIMESTAMP NOT NULL OFFSET! ON! ONLY OR ORDER! PLACING PRIMARY REFERENCES
        RETURNING! SELECT SESSION_USER SOME SYMMETRIC SYSTEM_USER>16 TABLE THEN TO! TRAILING TRUE UNION! UNIQUE USER USING
        VARIADIC WHEN WHERE! WINDOW! WITH!
        """;

    // A word is looked up for each word of each statement: four of its letters and its length tell nearly all of them apart.
    static readonly Keyword?[] Table = Fill();

    /// <summary>Those of every version.</summary>
    public static IEnumerable<Keyword> All => Table.OfType<Keyword>();

    /// <summary>The keyword that a word is in some version; none where it is none in any.</summary>
    public static Keyword? Find(ReadOnlySpan<char> word)
    {
        if (word.Length is < 2 or > 17)
        {
            return null;
        }

        for (var slot = Slot(word); Table[slot] is { } keyword; slot = (slot + 1) & (Size - 1))
        {
            if (keyword.Word.Length == word.Length && Ascii.EqualsIgnoreCase(keyword.Word, word))
            {
                return keyword;
            }
        }

        return null;
    }

    // Case is one bit of an ASCII letter.
    static int Slot(ReadOnlySpan<char> word) =>
        ((word[0] & 31) * 31 + (word[1] & 31) * 7 + (word[^1] & 31) * 211 + (word[word.Length / 2] & 31) * 1009 + word.Length * 61) & (Size - 1);

    static Keyword?[] Fill()
    {
        var table = new Keyword?[Size];
        foreach (var (kind, words) in new (KeywordKind, string)[]
            {
                (KeywordKind.Unreserved, Unreserved), (KeywordKind.Column, Column), (KeywordKind.TypeOrFunction, TypeOrFunction), (KeywordKind.Reserved, Reserved),
            })
        {
            foreach (var written in words.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var keyword = Read(written, kind);
                var slot = Slot(keyword.Word);
                while (table[slot] is not null)
                {
                    slot = (slot + 1) & (Size - 1);
                }

                table[slot] = keyword;
            }
        }

        return table;
    }

    static Keyword Read(string written, KeywordKind kind)
    {
        var (since, until, needsAs) = (PgVersion.V14, PgVersion.V18, written.EndsWith('!'));
        var word = written.TrimEnd('!');
        if (word.IndexOf('<', StringComparison.Ordinal) is >= 0 and var last)
        {
            (word, until) = (word[..last], Version(word[(last + 1)..]));
        }

        if (word.IndexOf('>', StringComparison.Ordinal) is >= 0 and var first)
        {
            (word, since) = (word[..first], Version(word[(first + 1)..]));
        }

        return new(string.Intern(word), kind, !needsAs, since, until);
    }

    static PgVersion Version(string number) => (PgVersion)int.Parse(number, CultureInfo.InvariantCulture);
}
