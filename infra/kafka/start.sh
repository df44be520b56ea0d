#!/bin/sh
# Formats the storage when it is new, with the administrator as its first user, and becomes the broker.
# The others are made by the setup job. What is handed over is no password, but salted; and not even that is for the log.
set -e
here=$(dirname "$0")
export KAFKA_LOG4J_OPTS="-Dlog4j2.configurationFile=$here/log4j2.properties" EXTRA_ARGS="-name kafkaServer"

properties="$here/server.properties"
if [ -n "$CERTIFICATE" ]; then # compose.secure.yaml
  properties=/tmp/server.properties
  cat "$here/server.properties" "$here/secure.properties" >"$properties"
  bash "$here/renewed.sh" &
fi

/opt/kafka/bin/kafka-storage.sh format --ignore-formatted --cluster-id "$CLUSTER_ID" \
  --config "$properties" --add-scram "$(cat /secrets/kafka/admin.scram)" >/dev/null
exec /opt/kafka/bin/kafka-server-start.sh "$properties"
