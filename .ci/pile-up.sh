# ./bench pile-up: what an application waits for while a change meets readers that take their time. Sourced by bench, not run.

clients=16 rate=320 calm=15

# write_load: reads and writes of all tables, a row at a time; a partition is read by its own name as well.
write_load() {
    local table
    for table in a b c d p; do
        printf '\\set id random(1, 1000)\nSELECT v FROM %s WHERE id = :id;\n' $table >"$work/read-$table.sql"
        printf '\\set id random(1001, 2000)\nUPDATE %s SET v = v + 1 WHERE id = :id;\n' $table >"$work/write-$table.sql"
    done
    printf '\\set id random(1, 1000)\nSELECT v FROM p1 WHERE id = :id;\n' >"$work/read-p1.sql"
}

write_setup() {
    local table
    for table in a b c d; do
        printf 'CREATE TABLE %s (id int PRIMARY KEY, v int NOT NULL);\nINSERT INTO %s SELECT g, g FROM generate_series(1, 2000) g;\n' $table $table
    done
    printf 'CREATE TABLE p (id int NOT NULL, v int NOT NULL) PARTITION BY RANGE (id);\n'
    printf 'CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (1001);\nCREATE TABLE p2 PARTITION OF p FOR VALUES FROM (1001) TO (3001);\n'
    printf 'INSERT INTO p SELECT g, g FROM generate_series(1, 2000) g;\nCREATE INDEX ON p (id);\n'
}

# read_for <seconds> <table>: a transaction that has looked at a table and takes its time.
read_for() { psql_in "$PGDATABASE" -c "BEGIN; SELECT count(*) FROM $2; SELECT pg_sleep($1); COMMIT" >/dev/null; }

# worst <from> <to>: the longest that a client waited for anything that ended then, in ms, from when it should have begun.
worst() { cat "$work"/load.* | awk -v from="$1" -v to="$2" '{ at = $5 + $6 / 1000000; if ($3 != "failed" && at >= from && at < to && $3 > worst) worst = $3 } END { printf "%d", worst / 1000 }'; }

# failures: how many transactions of the application failed, as a victim of a deadlock.
failures() { cat "$work"/load.* | awk '$3 == "failed" { n++ } END { print n + 0 }'; }

# change_with <turnstone|psql> <version> <file's name>
change_with() {
    if [[ $1 == turnstone ]]; then
        "$root/artifacts/turnstone" apply --to "$2" --url env:DATABASE_URL -C "$borrowed/pile-up" >"$work/out" 2>&1 9>&-
    else
        psql_in "$PGDATABASE" $( [[ $3 != four ]] || echo -1) -f "$borrowed/pile-up/migrations/V$2__$3.sql" >"$work/out" 2>&1
    fi || { cat "$work/out"; die "$1 did not get $3 through."; }
}

# pile_up <what> <by> <readers…>: one change under load, by turnstone or by psql; readers are <seconds>:<table>.
pile_up() {
    local what=$1 by=$2 reader begun ended code=0 files pids=() project=$borrowed/pile-up
    shift 2
    fresh
    rm -rf "$work"/load.* "$project"
    mkdir -p "$project/migrations"
    write_setup >"$project/migrations/V1__setup.sql"
    cp "$work/$what.sql" "$project/migrations/V2__$what.sql"
    change_with "$by" 1 setup
    # What reads through the parent finds no partition that is detached: those rows are gone from it, and that is no waiting.
    files=("$work"/read-?.sql "$work"/write-?.sql "$work/read-p1.sql")
    pgbench -n -c $clients -j 2 -R $rate -T $((calm + longest + 15)) --log --log-prefix="$work/load" "${files[@]/#/--file=}" >"$work/pgbench.out" 2>&1 9>&- &
    local load=$!
    sleep $calm
    for reader in "$@"; do
        read_for "${reader%:*}" "${reader#*:}" 9>&- &
        pids+=($!)
    done
    sleep 1
    begun=$EPOCHREALTIME
    change_with "$by" 2 "$what"
    ended=$EPOCHREALTIME
    wait "${pids[@]}"
    wait $load || { cat "$work/pgbench.out"; die "the load ended early."; }
    local calm_from=${begun/.*/}
    calm_from=$((calm_from - calm + 2))
    undisturbed=$(worst $calm_from "$begun") waited=$(worst "$begun" 9999999999) failed=$(failures)
    took=$(awk -v a="$begun" -v b="$ended" 'BEGIN { printf "%.1f", b - a }')
}

# pile_ups: each change by both, and whether the application waited for no longer than it may.
pile_ups() {
    local longest=$1 row what name budget=2000 readers allowed over=0
    write_load
    printf 'ALTER TABLE a ADD COLUMN note text;\n' >"$work/alter.sql"
    printf 'ALTER TABLE %s ADD COLUMN note text;\n' a b c d >"$work/four.sql"
    printf 'ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY;\n' >"$work/detach.sql"
    printf '%-46s %12s %12s %12s %12s %10s\n' "worst wait of the application" undisturbed turnstone "at most" psql took
    for row in alter four detach-parent detach-partition; do
        what=${row%%-*}
        case $row in
            alter) readers=("$longest:a") name="ALTER TABLE meets a reader of $longest s" ;;
            four) readers=("$((longest / 4)):a" "$((longest / 2)):b" "$((longest * 3 / 4)):c" "$longest:d") name="four tables, a reader on each" ;;
            detach-parent) readers=("$longest:p") name="DETACH CONCURRENTLY, a reader of the parent" ;;
            detach-partition) readers=("$longest:p1") name="DETACH CONCURRENTLY, a reader of the partition" ;;
        esac
        pile_up $what turnstone "${readers[@]}"
        local ours=$waited quiet=$undisturbed ours_took=$took ours_failed=$failed
        allowed=$((budget + quiet + 500))
        pile_up $what psql "${readers[@]}"
        printf '%-46s %9d ms %9d ms %9d ms %9d ms %8s s\n' "$name" "$quiet" "$ours" "$allowed" "$waited" "$ours_took"
        ((ours_failed + failed == 0)) || printf '  transactions of the application that a deadlock ended: turnstone %d, psql %d\n' "$ours_failed" "$failed"
        ((ours <= allowed)) || over=1
    done
    ((over == 0)) || die "the application waited for longer than blocking_budget (2 s) + the worst undisturbed wait + 500 ms."
}
