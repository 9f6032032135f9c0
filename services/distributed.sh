#!/usr/bin/env bash
# Runs the platform as seven processes on loopback: the store, five services and the gateway, with RabbitMQ between the services.
#
#   services/distributed.sh [--urls URL] [--data-dir DIR] [--store MONGODB_URI] [--bus AMQP_URI]
#
# Without --store it starts the embedded store; without --bus it starts a private RabbitMQ node (Debian's package
# rabbitmq-server). Ctrl-C, or the end of this script by its id, stops everything that it started. Logs are in logs/ and
# process ids in pids/ of the data directory.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
urls=http://localhost:8080
state=$root/var/distributed
store=''
bus=''
configuration=${CONFIGURATION:-Release}
first_port=${FIRST_PORT:-18081}

fail() { printf '%s\n' "$*" >&2; exit 1; }
while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || fail "$1 needs a value."
  case $1 in
    --urls) urls=$2 ;;
    --data-dir) state=$2 ;;
    --store) store=$2 ;;
    --bus) bus=$2 ;;
    *) fail "Unknown option $1. Options: --urls URL, --data-dir DIR, --store MONGODB_URI, --bus AMQP_URI." ;;
  esac
  shift 2
done
mkdir -p "$state/logs" "$state/pids"
state=$(cd "$state" && pwd)
backing=() # store and broker
programs=() # what needs them

end() { # pids...
  for pid in "$@"; do kill "$pid" 2>/dev/null || true; done
  for pid in "$@"; do wait "$pid" 2>/dev/null || true; done
}
stop() {
  trap - EXIT INT TERM
  # A service that loses its broker first waits for it before it ends.
  end "${programs[@]}"
  end "${backing[@]}"
  [ -z "${mapper_port:-}" ] || epmd -port "$mapper_port" -kill >/dev/null 2>&1 || true
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

open_port() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
await_port() { # name port pid
  for _ in $(seq 300); do
    open_port "$2" && return
    kill -0 "$3" 2>/dev/null || { tail -n 20 "$state/logs/$1.log" >&2; fail "$1 ended before it answered on port $2; its log is $state/logs/$1.log."; }
    sleep 0.2
  done
  fail "$1 did not answer on port $2 within a minute; its log is $state/logs/$1.log."
}
await_ready() { # name url pid
  for _ in $(seq 300); do
    curl -fs -o /dev/null "$2/health/ready" && return
    kill -0 "$3" 2>/dev/null || { tail -n 20 "$state/logs/$1.log" >&2; fail "$1 ended before it was ready; its log is $state/logs/$1.log."; }
    sleep 0.2
  done
  fail "$1 was not ready within a minute; its log is $state/logs/$1.log."
}

[ -n "${SKIP_BUILD:-}" ] || dotnet build "$root/services/standalone/IbmPlatform.Standalone" -c "$configuration" --nologo -v quiet
program() { # name folder arguments...
  local name=$1 folder=$2 project
  shift 2
  project=$(basename "$folder")
  dotnet "$root/$folder/bin/$configuration/net10.0/$project.dll" "$@" >"$state/logs/$name.log" 2>&1 &
  echo $! >"$state/pids/$name"
}

if [ -z "$bus" ]; then
  server=/usr/lib/rabbitmq/bin/rabbitmq-server
  [ -x "$server" ] || fail "RabbitMQ is not installed. Install it (apt-get install rabbitmq-server) or name a broker with --bus amqp://user:password@host:port/."
  broker_port=$((first_port + 20)); distribution_port=$((first_port + 21)); mapper_port=$((first_port + 22))
  env HOME="$state" RABBITMQ_NODENAME="ibm-$broker_port@localhost" RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 \
    RABBITMQ_NODE_PORT=$broker_port RABBITMQ_DIST_PORT=$distribution_port ERL_EPMD_ADDRESS=127.0.0.1 ERL_EPMD_PORT=$mapper_port \
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}' RABBITMQ_MNESIA_BASE="$state/rabbitmq" \
    RABBITMQ_LOG_BASE="$state/logs" RABBITMQ_ENABLED_PLUGINS_FILE="$state/rabbitmq-plugins" RABBITMQ_PID_FILE="$state/rabbitmq.pid" \
    RABBITMQ_CONFIG_FILE="$state/rabbitmq" "$server" >"$state/logs/rabbitmq.log" 2>&1 &
  backing+=($!)
  await_port rabbitmq "$broker_port" $!
  bus=amqp://guest:guest@127.0.0.1:$broker_port/
fi

if [ -z "$store" ]; then
  store_port=$((first_port + 10))
  program store libraries/IbmPlatform.Mongo.Server --port "$store_port" --data-dir "$state/store"
  backing+=($!)
  await_port store "$store_port" $!
  store=mongodb://127.0.0.1:$store_port/
fi

overrides=()
names=(projects countries stakeholders funding reports)
folders=(Projects Countries Stakeholders Funding Reports)
for i in "${!names[@]}"; do
  port=$((first_port + i))
  program "${names[$i]}" "services/${names[$i]}/IbmPlatform.${folders[$i]}" --urls "http://127.0.0.1:$port" --store "$store" --bus "$bus" --data "$root/data"
  programs+=($!)
  overrides+=("--Gateway:Subgraphs:${names[$i]}=http://127.0.0.1:$port/graphql")
done
for i in "${!names[@]}"; do await_ready "${names[$i]}" "http://127.0.0.1:$((first_port + i))" "${programs[$i]}"; done

program gateway gateway/IbmPlatform.Gateway --urls "$urls" "${overrides[@]}"
gateway=$!
programs+=($!)
await_ready gateway "$urls" "$gateway"
printf 'IbmPlatform answers at %s/graphql (distributed: store %s, bus %s, logs in %s)\n' "$urls" "$store" "${bus/*@/amqp://}" "$state/logs"
wait "$gateway"
