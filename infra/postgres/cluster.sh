#!/bin/sh
# Makes the cluster where there is none, whole or not at all, and becomes what it is told to be.
# The image's own entrypoint would do it, too, and leave the superuser's password in the environment of every process.
set -e
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  mkdir -p "$(dirname "$PGDATA")"
  rm -rf "$PGDATA.new"
  initdb --pgdata="$PGDATA.new" --username=postgres --pwfile="$POSTGRES_PASSWORD_FILE" --auth=scram-sha-256 \
    --encoding=UTF8 --locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C --no-instructions >/dev/null
  echo 'host all all all scram-sha-256' >>"$PGDATA.new/pg_hba.conf"
  rm -rf "$PGDATA"
  mv "$PGDATA.new" "$PGDATA"
fi
exec "$@"
