#!/bin/sh
# SIPp as the load: N callers at a time, listening to the prompt and sending a tone.
#   benchmarks/sipp/run.sh HOST:PORT [NUMBER [CALLS [HOLD_SECONDS [RATE]]]]
# SIPp receives all RTP on one port (6000) and does not judge it. With CAPTURE=FILE in the environment tcpdump catches
# what the server sends there, for `./ringflow bench capture FILE` to tell loss and pacing.
set -eu
target=${1:?usage: run.sh HOST:PORT [NUMBER [CALLS [HOLD_SECONDS [RATE]]]]}
number=${2:-1000}
calls=${3:-300}
hold=${4:-30}
rate=${5:-50}

case $target in
    127.*) ;;
    *) echo "run.sh: $target is not on this machine" >&2; exit 2 ;;
esac
command -v sipp >/dev/null || { echo "run.sh: sipp is not installed" >&2; exit 2; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cp "$(dirname "$0")/prompt.xml" "$work"
# One second of a quiet 500 Hz square tone in A-law.
awk 'BEGIN { for (i = 0; i < 1000; i++) printf "\237\237\237\237\237\237\237\237UUUUUUUU" }' |
    LC_ALL=C tr U '\325' | head -c 8000 >"$work/tone.alaw"

if [ -n "${CAPTURE:-}" ]; then
    tcpdump -i lo -s 96 -B 65536 --time-stamp-precision=nano -w "$CAPTURE" \
        -Z "$(id -un)" "udp and dst port 6000" 2>"$work/tcpdump.log" &
    tcpdump=$!
    trap 'kill "$tcpdump" 2>/dev/null || true; wait "$tcpdump" || true; cat "$work/tcpdump.log" >&2; rm -rf "$work"' EXIT INT TERM
fi

ramp=$(( (calls + rate - 1) / rate ))
status=0
cd "$work"
sipp "$target" -sf prompt.xml -s "$number" -i 127.0.0.1 -mi 127.0.0.1 -mp 6000 \
    -m "$calls" -l "$calls" -r "$rate" -d $(( hold * 1000 )) \
    -timeout $(( ramp + hold + 30 )) -timeout_error -recv_timeout 10000 \
    -trace_stat -fd 1 -stf stat.csv -trace_err -error_file errors.log -nostdin >screen.log 2>&1 || status=$?

# The last row of the statistics under their names.
awk -F';' 'NR == 1 { for (i = 1; i <= NF; i++) name[i] = $i } END { for (i = 1; i <= NF; i++)
    if (name[i] ~ /^(TotalCallCreated|SuccessfulCall\(C\)|FailedCall\(C\)|FailedUnexpectedMessage\(C\)|FailedTimeoutOnRecv\(C\)|Retransmissions\(C\)|CallRate\(C\)|ResponseTimeanswer\(C\))$/)
        printf "%-28s%s\n", name[i], $i }' stat.csv
[ "$status" -eq 0 ] || head -n 20 errors.log 2>/dev/null >&2 || true
exit "$status"
