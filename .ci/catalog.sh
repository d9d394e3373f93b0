# ./bench catalog: how fast a schema is read, written down and compared, beside pg_dump. Sourced by bench, not run.

# write_schema <tables>: ten columns and three indexes a table, one table in ten with a CHECK, an index of an expression, a foreign key, a view, a comment, three functions.
write_schema() {
    awk -v n="$1" 'BEGIN {
        for (s = 0; s < 5; s++) printf "CREATE SCHEMA s%d;\n", s
        print "CREATE TYPE s0.color AS ENUM (\x27red\x27, \x27green\x27, \x27blue\x27);"
        for (i = 1; i <= n; i++) {
            at = sprintf("s%d.t%05d", i % 5, i)
            other = sprintf("s%d.t%05d", (i - 9) % 5, i - 9)
            printf "CREATE TABLE %s (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, email varchar(200), amount numeric(12, 2) NOT NULL DEFAULT 0,", at
            printf " at timestamptz NOT NULL DEFAULT now(), day date, tags text[], color s0.color, data jsonb NOT NULL DEFAULT \x27{}\x27, parent bigint);\n"
            printf "CREATE INDEX t%05d_name ON %s (name, day DESC);\nCREATE INDEX t%05d_mail ON %s (%s);\n", i, at, i, at, i % 10 ? "email" : "lower(email)"
            if (i % 10 == 0) {
                printf "ALTER TABLE %s ADD CHECK (amount >= 0);\nALTER TABLE %s ADD FOREIGN KEY (parent) REFERENCES %s (id) ON DELETE CASCADE;\n", at, at, other
                printf "CREATE VIEW s%d.v%05d AS SELECT t.id, t.name, count(*) AS n FROM %s t JOIN %s o ON o.id = t.parent WHERE t.amount > 10 GROUP BY t.id, t.name;\n", i % 5, i, at, other
                printf "COMMENT ON TABLE %s IS \x27What number %d is for\x27;\n", at, i
                for (f = 0; f < 3; f++) printf "CREATE FUNCTION s%d.f%05d_%d(a bigint, b text DEFAULT \x27x\x27) RETURNS text LANGUAGE plpgsql AS $$\nBEGIN\n    -- %d\n    RETURN (SELECT name || b FROM %s WHERE id = a);\nEND $$;\n", f, i, f, i, at
            }
        }
    }'
}

# write_changes <tables>: a hundredth of the tables gets another column, index, default.
write_changes() {
    awk -v n="$1" 'BEGIN {
        for (i = 100; i <= n; i += 100) {
            at = sprintf("s%d.t%05d", i % 5, i)
            printf "ALTER TABLE %s ADD COLUMN note text, ALTER COLUMN amount SET DEFAULT 1;\nCREATE INDEX ON %s (at);\nDROP INDEX s%d.t%05d_mail;\n", at, at, i % 5, i
        }
    }'
}

# in_one <name> <file…>: a database of that name, made of the files.
in_one() {
    local name=$1 file
    shift
    psql_in postgres -c "CREATE DATABASE $name TEMPLATE template0"
    for file in "$@"; do psql_in "$name" -f "$file"; done
    # As a database is that has been there for a while.
    psql_in "$name" -c "VACUUM ANALYZE"
}

# parts <series> <one> <other> <rounds>: in one process.
parts() {
    local series=$1 what took
    shift
    "$reading" "$@" 9>&- >"$work/parts" || die "$reading failed."
    while read -r what took; do echo "$took" >>"$work/$series.$what"; done <"$work/parts"
}

# whole <series> <database> <rounds>: each program once, one after the other.
whole() {
    local name i
    for ((i = 1; i <= $3; i++)); do
        PGDATABASE=$2 clock "$1.pg_dump" pg_dump --schema-only
        for name in "${names[@]}"; do DATABASE_URL=${url%/*}/$2 clock "$1.$name.dump" "${programs[$name]}" dump --url env:DATABASE_URL -C "$borrowed/small"; done
    done
}

# small <rounds>: a migration on a database that has little else: the first run reads the schema once, each one after it twice.
small() {
    local name i
    for ((i = 1; i <= $1; i++)); do
        for name in "${names[@]}"; do
            fresh
            clock "small.$name.first" "${programs[$name]}" apply --to 1 --quiet --url env:DATABASE_URL -C "$borrowed/small"
            clock "small.$name.next" "${programs[$name]}" apply --quiet --url env:DATABASE_URL -C "$borrowed/small"
            clock "small.$name.nothing" "${programs[$name]}" apply --quiet --url env:DATABASE_URL -C "$borrowed/small"
        done
    done
}

write_small() {
    mkdir -p "$borrowed/small/migrations"
    echo 'CREATE TABLE a (id bigint PRIMARY KEY, name text NOT NULL);' >"$borrowed/small/migrations/V1__a.sql"
    echo 'CREATE TABLE b (id bigint PRIMARY KEY, a bigint NOT NULL REFERENCES a);' >"$borrowed/small/migrations/V2__b.sql"
}

# times <series> <other series>: how many times as long the first takes.
times() { awk -v a="$(middle "$1")" -v b="$(middle "$2")" 'BEGIN { printf "%.1f x", a / b }'; }

catalog_table() {
    local name size
    printf '%-46s %10s  %17s  %8s  %s\n' "" median min-max faster "peak memory"
    for size in 1000 10000; do
        [[ -f $work/$size.pg_dump ]] || continue
        row "pg_dump --schema-only, $size tables" "$size.pg_dump" "1.0 x"
        for name in "${names[@]}"; do row "  $name dump" "$size.$name.dump" "$(times "$size.pg_dump" "$size.$name.dump")"; done
        row "  read, in one process" "$size.read" "$(times "$size.pg_dump" "$size.read")"
        row "  write down" "$size.text"
        row "  fingerprint" "$size.fingerprint"
        row "  diff of two" "$size.diff"
        row "  SQL from one to the other" "$size.script"
    done
    row "read, two tables" small.read
    for name in "${names[@]}"; do
        row "$name apply, first migration" "small.$name.first"
        row "$name apply, second migration" "small.$name.next"
        row "$name apply, nothing to do" "small.$name.nothing"
    done
}

# catalogs <rounds> <large rounds>: on a server of its own.
catalogs() {
    local size
    reading=$root/benchmarks/Turnstone.Schemas/bin/Release/net10.0/Turnstone.Schemas
    current "$reading" || quietly "Building benchmarks/Turnstone.Schemas" dotnet build benchmarks/Turnstone.Schemas -c Release -v quiet -p:RestoreLockedMode=true
    server=fast
    many=0 borrow fast
    in_project local up --fast | head -n 1
    connect
    write_small
    for size in 1000 10000; do
        local rounds=$1
        ((size == 1000)) || rounds=$2
        ((rounds)) || continue
        write_schema $size >"$work/schema.sql"
        write_changes $size >"$work/changes.sql"
        in_one "one$size" "$work/schema.sql"
        in_one "other$size" "$work/schema.sql" "$work/changes.sql"
        # Compiling is over in the later ones; a program's own time is below.
        parts $size "one$size" "other$size" $((3 * rounds))
        whole $size "one$size" "$rounds"
    done
    in_one tiny "$borrowed/small/migrations/V1__a.sql" "$borrowed/small/migrations/V2__b.sql"
    parts small tiny tiny "$1"
    small "$1"
    return_project
}
