# ./bench lint: how fast files are looked at with every rule that is on, beside npm's squawk-cli. Sourced by bench, not run.

# write_changes_of <folder> <files>: migrations of 185 bytes on average, of eight kinds, each set of eight about a table of its own.
write_changes_of() {
    mkdir -p "$1/migrations"
    echo 'project: bench' >"$1/turnstone.yaml"
    awk -v n="$2" -v folder="$1/migrations" 'BEGIN {
        for (i = 1; i <= n; i++) {
            kind = (i - 1) % 8
            if (kind == 0) { other = table == "" ? "t_1" : table; table = "t_" i }
            if (kind == 0) text = "CREATE TABLE $T (\n    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n    account_id bigint NOT NULL,\n    state text DEFAULT \x27new\x27,\n    total numeric(10, 2),\n    created_at timestamptz NOT NULL\n);\n"
            if (kind == 1) text = "ALTER TABLE $T ADD COLUMN note_N text;\nCOMMENT ON COLUMN $T.note_N IS \x27What the customer wrote.\x27;\nUPDATE $T SET note_N = \x27\x27 WHERE id < 1000;\n"
            if (kind == 2) text = "CREATE INDEX CONCURRENTLY IF NOT EXISTS $T_account_N_idx ON $T (account_id, state);\nALTER TABLE $T ALTER COLUMN total SET DEFAULT 0;\n"
            if (kind == 3) text = "ALTER TABLE $T ADD CONSTRAINT $T_total_N CHECK (total >= 0) NOT VALID;\nCREATE VIEW $T_open_N AS SELECT id, total FROM $T;\n"
            if (kind == 4) text = "CREATE OR REPLACE FUNCTION touch_N() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n    NEW.created_at := now();\n    RETURN NEW;\nEND $$;\nCREATE TRIGGER touch_N BEFORE UPDATE ON $T EXECUTE FUNCTION touch_N();\n"
            if (kind == 5) text = "ALTER TABLE $T ALTER COLUMN total TYPE numeric(12, 2);\nALTER TABLE $T ADD COLUMN flag_N boolean DEFAULT false;\nCREATE INDEX $T_flag_N ON $T (flag_N);\nDROP INDEX IF EXISTS old_N;\n"
            if (kind == 6) text = "INSERT INTO $T (account_id, state, total) VALUES (1, \x27new\x27, 10.5), (2, \x27open\x27, 11.25);\nGRANT SELECT, INSERT ON $T TO app_reader;\nREVOKE DELETE ON $T FROM app_reader;\n"
            if (kind == 7) text = "ALTER TABLE $T ADD CONSTRAINT $T_account_N FOREIGN KEY (account_id) REFERENCES $O (id);\nALTER TABLE $T VALIDATE CONSTRAINT $T_account_N;\nALTER TABLE $T RENAME COLUMN state TO state_N;\n"
            gsub(/\$T/, table, text); gsub(/\$O/, other, text); gsub(/_N/, "_" i, text)
            file = sprintf("%s/V%06d__change.sql", folder, i)
            printf "%s", text > file
            close(file)
        }
    }'
}

# obtain_squawk: npm's, kept in the user's cache; its path, or nothing.
obtain_squawk() {
    local folder=${XDG_CACHE_HOME:-$HOME/.cache}/turnstone-bench version=2.66.0
    has npm || return 0
    mkdir -p "$folder"
    [[ -d $folder/node_modules/squawk-cli ]] || (cd "$folder" && timeout 120 npm install --silent --no-fund --no-audit "squawk-cli@$version") >/dev/null 2>&1 ||
        say "squawk does not run beside: npm could not install it." >&2
    local found=("$folder"/node_modules/@squawk-cli/*/bin/squawk)
    ((${#found[@]} == 0)) || echo "${found[0]}"
}

# looked <series> <command…>: as clock; that something is found is no failure.
looked() {
    local series=$1 from to code=0
    shift
    from=$EPOCHREALTIME
    ${time:+"$time" -q -f %M -o "$work/peak"} "$@" >"$work/out" 2>"$work/said" || code=$?
    to=$EPOCHREALTIME
    ((code < 2)) || { tail -n 5 "$work/said"; die "failed with exit code $code: $1"; }
    echo $((${to/./} - ${from/./})) >>"$work/$series"
    [[ -z $time ]] || cat "$work/peak" >>"$work/$series.peak"
}

# lints <rounds>: one after the other, so that a slow minute is everybody's.
lints() {
    local i
    write_changes_of "$work/10000" 10000
    write_changes_of "$work/1000" 1000
    say "$(find "$work/10000/migrations" -name '*.sql' | wc -l) files, $(($(cat "$work"/10000/migrations/*.sql | wc -c) / 10000)) bytes each"
    for ((i = 1; i <= $1; i++)); do
        [[ -z $squawk ]] || looked 10000.squawk sh -c 'exec "$0" "$1"/migrations/*.sql' "$squawk" "$work/10000"
        looked 10000.turnstone "$root/artifacts/turnstone" lint -C "$work/10000"
        [[ -z $squawk ]] || looked 1000.squawk sh -c 'exec "$0" "$1"/migrations/*.sql' "$squawk" "$work/1000"
        looked 1000.turnstone "$root/artifacts/turnstone" lint -C "$work/1000"
    done
    say "turnstone: $(head -n 1 "$work/out")"
}

lint_table() {
    local files
    printf '%-46s %10s  %17s  %8s  %s\n' "" median min-max faster "peak memory"
    for files in 10000 1000; do
        row "squawk, $files files" "$files.squawk" "1.00 x"
        row "turnstone lint, $files files" "$files.turnstone" "$(ratio "$files.squawk" "$files.turnstone")"
    done
}
