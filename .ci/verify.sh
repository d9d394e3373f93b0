# ./bench verify: how fast one migration behind a long history is tried: where the history is replayed first, and where it is kept. Sourced by bench, not run.

# write_history <folder> <migrations>: a table each, released; and one more migration, with its undo.
write_history() {
    local i
    mkdir -p "$1/migrations"
    printf 'project: bench\nenvironments:\n  target:\n    url: env:DATABASE_URL\n' >"$1/turnstone.yaml"
    for ((i = 1; i <= $2; i++)); do
        echo "CREATE TABLE t$i (id bigint PRIMARY KEY, other bigint, note text NOT NULL);" >"$1/migrations/V${i}__table.sql"
    done
    git -C "$1" init -q
    commit "$1" history
    git -C "$1" tag released
    echo 'ALTER TABLE t7 ADD COLUMN extra int;' >"$1/migrations/V${i}__extra.sql"
    echo 'ALTER TABLE t7 DROP COLUMN extra;' >"$1/migrations/U${i}__extra.sql"
    commit "$1" extra
}

commit() { git -C "$1" add . && git -C "$1" -c user.name=bench -c user.email=bench@localhost -c commit.gpgsign=false commit -q -m "$2"; }

# try_one <series> <program> <what is there before…>: the whole process; what is not proved is a failure.
try_one() { clock "$1" "${programs[$2]}" verify "${@:3}" --quiet -C "$borrowed"; }

# twice <series> <arguments of try_one…>: with no history kept, and with the one that the first kept.
twice() {
    local kept
    # An empty cluster's name is shorter.
    rm -rf "$cache"/templates/*-*-*
    try_one "$1.cold" "${@:2}"
    kept=("$cache"/templates/*-*-*)
    ((${#kept[@]} == 1)) || die "the history was not kept."
    try_one "$1.warm" "${@:2}"
}

# verify_in <place> <rounds>: with a cache of its own on the disk; the servers' data lies there as well, or where it lies unless somebody says so.
verify_in() {
    local at=$1 name i
    cache=$(mktemp -d)
    # The account that the server runs as has to get in.
    chmod 755 "$cache"
    export TURNSTONE_CACHE=$cache
    unset TURNSTONE_RUNNING
    [[ $at != disk ]] || export TURNSTONE_RUNNING=$cache/running
    # initdb is everybody's first time, and over.
    try_one first turnstone --since released
    for ((i = 1; i <= $2; i++)); do
        for name in "${names[@]}"; do
            twice "$at.$name.since" "$name" --since released
            twice "$at.$name.from" "$name" --from "$history"
            twice "$at.$name.env" "$name" --env target
        done
    done
    rm -rf "$cache"
    unset TURNSTONE_CACHE TURNSTONE_RUNNING
}

# verifies <rounds>: the target is a server that stays up meanwhile, and has the history.
verifies() {
    history=300 cache=
    borrow_project "${programs[turnstone]}"
    write_history "$borrowed" "$history"
    in_project local up --fast | head -n 1
    DATABASE_URL=$(in_project local url)
    export DATABASE_URL
    in_project apply --env target --to "$history" --quiet
    trap 'rm -rf "$work" "$cache"; return_project' EXIT
    verify_in usual "$1"
    verify_in disk "$1"
    return_project
    trap 'rm -rf "$work"' EXIT
}

verify_table() {
    local at name how series
    printf '%-46s %10s  %17s  %8s  %s\n' "" median min-max ratio "peak memory"
    for at in usual disk; do
        for name in "${names[@]}"; do
            for how in since from env; do
                series=$at.$name.$how
                row "$name, $at, --$how: cold" "$series.cold" "1.00 x"
                row "$name, $at, --$how: warm" "$series.warm" "$(ratio "$series.warm" "$series.cold")"
            done
        done
    done
}
