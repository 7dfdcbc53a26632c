# Shared by ./run and ./test: installs what is missing, configures and builds build/release.
# Sourced with ORRERY_ROOT set to the absolute path of the source tree. Speaks on stderr only.

say() { printf '%s\n' "orrery: $*" >&2; }
fail() { say "$*"; exit 1; }

# packages_of GROUP...: the packages of the groups, one per line.
packages_of() {
    for group in "$@"; do
        sed -n "s/^$group  *//p" "$ORRERY_ROOT/tools/packages.txt"
    done
}

# missing_packages GROUP...: those of the groups' packages that are not installed.
missing_packages() {
    command -v dpkg-query >/dev/null 2>&1 || { packages_of "$@"; return; }
    wanted=$(packages_of "$@")
    # shellcheck disable=SC2086 # one word per package
    installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' $wanted 2>/dev/null |
        sed -n 's/ installed$//p')
    printf '%s\n' "$wanted" | while read -r package; do
        printf '%s\n' "$installed" | grep -qx -e "$package" || printf '%s\n' "$package"
    done
}

# install_packages GROUP...: makes sure that the groups' packages are installed.
install_packages() {
    missing=$(missing_packages "$@" | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg-query >/dev/null 2>&1; then
        say "these Debian 12 packages (or their like) are needed, and there is no apt here:"
        say "    $missing"
        fail "install them, on Debian 12, and start again"
    fi
    as_root=""
    if [ "$(id -u)" != 0 ]; then
        # sudo may ask for a password only where somebody can answer.
        if command -v sudo >/dev/null 2>&1 && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
            as_root="sudo"
        else
            say "these packages are needed, and installing them takes root's rights:"
            say "    $missing"
            fail "run as root: apt-get install --no-install-recommends $missing"
        fi
    fi
    say "installing Debian packages${as_root:+ with sudo}: $missing"
    $as_root apt-get update -q >&2 || say "apt-get update failed; trying with the lists there are"
    # shellcheck disable=SC2086 # one word per package
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends $missing >&2 ||
        fail "apt-get could not install: $missing"
}

# job_count: compiler processes that fit the processors and 1 GiB of memory each.
job_count() {
    cores=$(nproc 2>/dev/null || echo 2)
    gigabytes=$(awk '/^MemAvailable:/ { print int($2 / 1048576) }' /proc/meminfo 2>/dev/null)
    jobs=$cores
    [ "${gigabytes:-$cores}" -ge "$cores" ] || jobs=$gigabytes
    [ "$jobs" -ge 1 ] || jobs=1
    echo "$jobs"
}

# build_release CMAKE_OPTION TARGET...: configures where needed and builds the targets. The
# option (a -D, or empty) is passed when it is not yet the configuration's.
build_release() {
    option=$1
    shift
    build="$ORRERY_ROOT/build/release"
    stale=""
    [ -f "$build/build.ninja" ] || stale=yes
    [ -z "$stale" ] && [ "$ORRERY_ROOT/CMakePresets.json" -nt "$build/build.ninja" ] && stale=yes
    if [ -n "$option" ]; then
        setting=${option#-D}
        grep -q "^${setting%%=*}:[A-Z]*=${setting#*=}\$" "$build/CMakeCache.txt" 2>/dev/null ||
            stale=yes
    fi
    if [ -n "$stale" ]; then
        # shellcheck disable=SC2086 # an empty option is no argument
        (cd "$ORRERY_ROOT" && cmake --preset release $option) >&2 ||
            fail "configuring failed"
        touch "$build/build.ninja"
    fi
    if [ ! -x "$build/orrery" ]; then
        say "building build/release; the first time takes some minutes"
        ninja -C "$build" -j "$(job_count)" "$@" >&2 || fail "building failed"
        return
    fi
    # Quiet but for the compiler's own words. The status travels past the filter on stream 3.
    status=$({ { ninja --quiet -C "$build" -j "$(job_count)" "$@" 2>&1; echo $? >&3; } |
        grep -vx 'ninja: no work to do\.' >&2; } 3>&1)
    [ "$status" = 0 ] || fail "building failed"
}
