#!/bin/bash
# Tells the broker to read its certificate again, soon after it was renewed. It does not look by itself.
seen=/tmp/certificate-seen
touch "$seen"
export KAFKA_HEAP_OPTS=-Xmx64m
while sleep 5; do
  if [ "$CERTIFICATE" -nt "$seen" ]; then
    touch "$seen"
    for listener in inner outer controller; do
      set -- "$@" "listener.name.$listener.ssl.keystore.location=$CERTIFICATE"
    done
    /opt/kafka/bin/kafka-configs.sh --bootstrap-server localhost:9092 --command-config /etc/saga-shop/client.properties \
      --alter --entity-type brokers --entity-name "$NODE_ID" --add-config "$(IFS=,; echo "$*")"
    set --
  fi
done
