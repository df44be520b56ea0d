#!/bin/bash
# Becomes a Postgres that is spoken to over TLS only, and reads its certificate again soon after it was renewed.
# Key and certificate are one file, so that both change at once.
seen=/tmp/certificate-seen
touch "$seen"
while sleep 5; do
  if [ "$CERTIFICATE" -nt "$seen" ]; then
    touch "$seen"
    kill -HUP 1
  fi
done &

exec sh /etc/saga-shop/cluster.sh "$@" \
  -c ssl=on -c ssl_cert_file="$CERTIFICATE" -c ssl_key_file="$CERTIFICATE" -c ssl_min_protocol_version=TLSv1.3 \
  -c hba_file=/etc/saga-shop/pg_hba.conf
