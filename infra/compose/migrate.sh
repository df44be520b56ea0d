#!/bin/sh
# A service's database, from nothing or from any earlier version: the roles, then the tables. Idempotent.
set -e
node infra/compose/src/make-database.ts
exec node packages/runtime/src/migrate.ts "services/$1/migrations"
