# Steps of it-tests/verify; sourced, not run.

# So many classes may be run once more in a lane; where more fail it is no chance.
most_repeated=3

lanes_failed=0
lanes_skipped=0
lane_lines=()
# The classes that passed when they were run once more, and how many of their tests had failed.
passed_alone=()
failed_at_first=0

# find_jdk VERSION: prints the home of a JDK of at least that feature version.
find_jdk() {
    local home
    for home in "${JAVA_HOME:-}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
        [ -x "$home/bin/javac" ] || continue
        if [ "$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null)" -ge "$1" ] 2>/dev/null; then
            echo "$home"
            return 0
        fi
    done
    echo "verify: no JDK $1 found in JAVA_HOME ('${JAVA_HOME:-}'), /usr/lib/jvm, ~/.sdkman or ~/.jdks;" \
        "install one, for example: apt-get install -y temurin-25-jdk (from packages.adoptium.net)" >&2
    return 1
}

# need COMMAND PACKAGES: makes sure the command is there, installing the packages as root on Debian.
need() {
    command -v "$1" >/dev/null && return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "verify: installing $2 for $1"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $2 >/dev/null
        command -v "$1" >/dev/null && return 0
    fi
    if [ -n "${CI:-}" ]; then
        fail_lane "needs $1" "it is missing; install it with: apt-get install -y $2"
    else
        skip_lane "needs $1" "it is missing; install it with: apt-get install -y $2"
        lanes_skipped=$((lanes_skipped + 1))
    fi
    return 1
}

# Whether this process may make control groups with every controller that the product uses.
has_all_controllers() {
    local own
    own=/sys/fs/cgroup$(sed -n 's/^0:://p' /proc/self/cgroup)
    [ -w "$own/cgroup.procs" ] || return 1
    local controller
    for controller in memory cpu pids; do
        grep -qw "$controller" "$own/cgroup.controllers" 2>/dev/null || return 1
    done
}

# The kernel booted for the cgroup lane needs a library built for it on processors with AMX.
need_for_amx() {
    ! grep -qw amx_tile /proc/cpuinfo || need gcc "gcc libc6-dev"
}

# stage_product DIR: everything that the lanes outside Maven run, as a small copy of the built checkout.
stage_product() {
    local module
    mkdir -p "$1/lib" "$1/repo/it-tests/target"
    cp it-tests/target/class-path/*.jar "$1/lib"
    cp -r it-tests/target/test-classes "$1/it-classes"
    cp -r native-limits/target/test-classes "$1/native-classes"
    cp -r it-tests/examples it-tests/lanes "$1/repo/it-tests"
    cp -r it-tests/target/agentropic-it-tests.jar it-tests/target/apps "$1/repo/it-tests/target"
    for module in ipc-protocol worker-launcher native-limits supervisor it-tests; do
        mkdir -p "$1/repo/$module/target"
        cp -r "$module/src" "$1/repo/$module"
    done
    cp supervisor/target/agentropic-supervisor.jar "$1/repo/supervisor/target"
    cp worker-launcher/target/agentropic-worker.jar "$1/repo/worker-launcher/target"
}

run_lane() {
    local name=$1 began=$SECONDS
    shift
    printf '\n=== %s ===\n' "$name"
    if "$@"; then
        lane_lines+=("$(printf '%-20s ok      %4d s' "$name" $((SECONDS - began)))")
    else
        lanes_failed=$((lanes_failed + 1))
        lane_lines+=("$(printf '%-20s FAILED  %4d s' "$name" $((SECONDS - began)))")
    fi
}

fail_lane() {
    lanes_failed=$((lanes_failed + 1))
    lane_lines+=("$(printf '%-20s FAILED  %s' "$1" "$2")")
}

skip_lane() {
    lane_lines+=("$(printf '%-20s skipped: %s' "$1" "$2")")
}

# report_files DIR...: the reports on tests below these directories, each with a NUL behind it.
report_files() {
    find "$@" -name 'TEST-*.xml' -print0 2>/dev/null
}

# The directories with the reports of every lane.
all_reports() {
    echo ./*/target/surefire-reports it-tests/target/failsafe-reports it-tests/target/lanes
}

# count ATTRIBUTE DIR...: adds up one attribute of every test suite reported below these directories.
count() {
    report_files "${@:2}" | xargs -0 -r grep -ho '<testsuite [^>]*' \
        | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" | awk '{ sum += $1 } END { print sum + 0 }'
}

# count_failed DIR...: how many tests failed there.
count_failed() {
    echo $(($(count failures "$@") + $(count errors "$@")))
}

# failed_classes DIR...: the classes of the tests that failed there.
failed_classes() {
    report_files "$@" | xargs -0 -r awk '
        /<testcase / { test = $0 }
        /<(failure|error)[ >]/ && match(test, / classname="[^"]*/) { print substr(test, RSTART + 12, RLENGTH - 12) }' | sort -u
}

# pass_alone RUNNER DIR...: whether the few classes that failed there pass when RUNNER runs them once more and nothing else:
# what else a shared machine had to do can spoil a measurement. The summary names them.
pass_alone() {
    local runner=$1 classes
    shift
    mapfile -t classes < <(failed_classes "$@")
    [ ${#classes[@]} -gt 0 ] && [ ${#classes[@]} -le $most_repeated ] || return 1
    printf '\n=== once more, by themselves: %s ===\n' "${classes[*]}"
    "$runner" "$PWD/it-tests/target/again/$runner" "${classes[@]}" || return 1
    passed_alone+=("${classes[@]}")
    failed_at_first=$((failed_at_first + $(count_failed "$@")))
}

# Names each test that failed in any lane and prints the first lines of what it said.
tell_failures() {
    report_files $(all_reports) | xargs -0 -r awk '
        /<testcase / { test = $0 }
        /<(failure|error)[ >]/ { print FILENAME "\n" test; lines = 40 }
        /<\/(failure|error)>/ { lines = 0 }
        lines > 0 { print substr($0, 1, 400); lines-- }'
}

# Tests that failed and did not pass alone either.
failures() {
    echo $(($(count_failed $(all_reports)) - failed_at_first))
}

summary() {
    local tests failed skipped
    tests=$(count tests $(all_reports))
    failed=$(failures)
    # A lane that this machine lacks something for counts as one skipped test.
    skipped=$(($(count skipped $(all_reports)) + lanes_skipped))
    tests=$((tests + lanes_skipped))
    # A lane that broke outside its tests counts as one failure.
    if [ "$failed" = 0 ]; then
        failed=$lanes_failed
        tests=$((tests + lanes_failed))
    fi
    if [ "$(count_failed $(all_reports))" != 0 ]; then
        printf '\n=== failed tests ===\n'
        tell_failures
    fi
    if [ ${#passed_alone[@]} != 0 ]; then
        printf '\n=== failed, then passed by themselves ===\n'
        printf '%s\n' "${passed_alone[@]}"
    fi
    printf '\n=== lanes ===\n'
    printf '%s\n' "${lane_lines[@]}"
    echo "$((tests - failed - skipped)) passed, $failed failed, $skipped skipped"
    [ "$failed" = 0 ]
}
