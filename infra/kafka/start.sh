#!/bin/sh
# Formats the storage when it is new, with the administrator as its first user, and becomes the broker.
# The others are made by the setup job. What is handed over is no password, but salted; and not even that is for the log.
set -e
here=$(dirname "$0")
export KAFKA_LOG4J_OPTS="-Dlog4j2.configurationFile=$here/log4j2.properties" EXTRA_ARGS="-name kafkaServer"

/opt/kafka/bin/kafka-storage.sh format --ignore-formatted --cluster-id "$CLUSTER_ID" \
  --config "$here/server.properties" --add-scram "$(cat /secrets/kafka/admin.scram)" >/dev/null
exec /opt/kafka/bin/kafka-server-start.sh "$here/server.properties"
