#!/usr/bin/env bash
# Composes gateway/supergraph.graphql from the services' SDL files. Run it after a change of any of them; a test fails until then.
set -euo pipefail
cd "$(dirname "$0")/.."
values=libraries/IbmPlatform.Values/values.graphql
totals=libraries/IbmPlatform.Values/Totals/totals.graphql
filters=libraries/IbmPlatform.ServiceDefaults/Filtering/filters.graphql
choice=services/projects/IbmPlatform.Projects.Contracts/project-filter.graphql

# The addresses are those that services/distributed.sh gives; a deployment names its own with Gateway:Subgraphs:name.
subgraph() { # name port files...
  local name=$1 port=$2
  shift 2
  printf '%s=http://localhost:%s/graphql=%s' "$name" "$port" "$(IFS=+; printf '%s' "$*")"
}
own() { printf 'services/%s/IbmPlatform.%s/%s.graphql' "$1" "$2" "$1"; }

exec dotnet run --project gateway/IbmPlatform.Gateway -p:SkipGraphiQL=true -- compose --strict --out gateway/supergraph.graphql \
  node=local:node=gateway/IbmPlatform.Gateway/Node/node.graphql \
  "$(subgraph projects 18081 "$(own projects Projects)" "$choice" "$filters" "$values")" \
  "$(subgraph countries 18082 "$(own countries Countries)" "$filters" "$values")" \
  "$(subgraph stakeholders 18083 "$(own stakeholders Stakeholders)" "$filters" "$values")" \
  "$(subgraph funding 18084 "$(own funding Funding)" "$totals" "$filters" "$values")" \
  "$(subgraph reports 18085 "$(own reports Reports)" "$choice" "$totals" "$filters" "$values")"
