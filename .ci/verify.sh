# ./bench verify: how fast one migration behind a long history is tried: where the history is replayed first, and where it is kept. Sourced by bench, not run.

# write_history <folder> <migrations>: a table each; and one more migration, with its undo.
write_history() {
    local i
    mkdir -p "$1/migrations"
    echo 'project: bench' >"$1/turnstone.yaml"
    for ((i = 1; i <= $2; i++)); do
        echo "CREATE TABLE t$i (id bigint PRIMARY KEY, other bigint, note text NOT NULL);" >"$1/migrations/V${i}__table.sql"
    done
    echo 'ALTER TABLE t7 ADD COLUMN extra int;' >"$1/migrations/V${i}__extra.sql"
    echo 'ALTER TABLE t7 DROP COLUMN extra;' >"$1/migrations/U${i}__extra.sql"
}

# try_one <series> <program>: the whole process; what is not proved is a failure.
try_one() { clock "$1" "${programs[$2]}" verify --from "$history" --quiet -C "$work/project"; }

# verify_in <place> <folder> <rounds>: with all of the cache, and the servers' data, below that folder.
verify_in() {
    local at=$1 name i kept
    cache=$(mktemp -d -p "$2")
    # The account that the server runs as has to get in.
    chmod 755 "$cache"
    export TURNSTONE_CACHE=$cache
    # initdb is everybody's first time, and over.
    try_one first turnstone
    for ((i = 1; i <= $3; i++)); do
        for name in "${names[@]}"; do
            # Replayed histories; an empty cluster's name is shorter.
            rm -rf "$cache"/templates/*-*-*
            try_one "$at.$name.cold" "$name"
            kept=("$cache"/templates/*-*-*)
            ((${#kept[@]} == 1)) || die "the history was not kept."
            try_one "$at.$name.warm" "$name"
        done
    done
    rm -rf "$cache"
}

# verifies <rounds>
verifies() {
    history=300 cache=
    unset TURNSTONE_RUNNING
    trap 'rm -rf "$work" "$cache"' EXIT
    write_history "$work/project" "$history"
    [[ ! -w /dev/shm || $(df --output=avail /dev/shm | tail -n 1) -lt 4000000 ]] || verify_in memory /dev/shm "$1"
    verify_in disk "${TMPDIR:-/tmp}" "$1"
}

verify_table() {
    local at name
    printf '%-46s %10s  %17s  %8s  %s\n' "" median min-max ratio "peak memory"
    for at in memory disk; do
        for name in "${names[@]}"; do
            row "$name, one behind $history, $at: cold" "$at.$name.cold"
            row "$name, one behind $history, $at: warm" "$at.$name.warm" "$(ratio "$at.$name.warm" "$at.$name.cold")"
        done
    done
}
