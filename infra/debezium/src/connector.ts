import { heartbeats, type Service } from '@saga-shop/contracts'

export type ConnectorConfig = Readonly<Record<string, string>>

/** Where the container finds secrets; only the names of the files travel, also into Connect's own topics. */
const secret = (file: string) => `\${dir:/secrets/connect:${file}}`

/** Headers that come from columns of the outbox: those that the relay writes, but for its own position. */
const headers = {
  id: 'ce_id',
  type: 'ce_type',
  source: 'ce_source',
  time: 'ce_time',
  subject: 'ce_subject',
  correlationid: 'ce_correlationid',
  causationid: 'ce_causationid',
  traceparent: 'traceparent',
  tracestate: 'tracestate',
}

/** A connector that carries one service's outbox, by its slot, its publication and its own Kafka user. */
export const connectorOf = (service: Service): ConnectorConfig => ({
  'connector.class': 'io.debezium.connector.postgresql.PostgresConnector',
  'tasks.max': '1',
  ...source(service),
  ...router,
  ...bytes,
  ...writingAs(service),
})

const source = (service: Service): ConnectorConfig => ({
  'database.hostname': `postgres-${service}`,
  'database.port': '5432',
  'database.dbname': service,
  'database.user': 'relay',
  'database.password': secret(`${service}.database-password`),
  'topic.prefix': service,
  'table.include.list': 'public.outbox',
  // The slot and the publication that the migration made: what the relay has confirmed is not carried again.
  'plugin.name': 'pgoutput',
  'slot.name': `relay_${service}`,
  'publication.name': 'outbox',
  'publication.autocreate.mode': 'disabled',
  ...theSlotIsTheTruth,
  'tombstones.on.delete': 'false',
  // A quiet outbox beside busy tables: a message in the log, that is left out, lets the slot move on all the same.
  'heartbeat.interval.ms': '5000',
  'heartbeat.action.query': `select pg_logical_emit_message(false, '${heartbeats}', '')`,
  'message.prefix.exclude.list': heartbeats.replaceAll('.', '\\.'),
  'topic.heartbeat.prefix': heartbeats,
  'poll.interval.ms': '10',
})

/**
 * Nothing is ever read from the table: where the slot stands, carrying begins, also when Connect remembers an earlier place
 * because our relay has carried on from there.
 */
const theSlotIsTheTruth: ConnectorConfig = {
  'snapshot.mode': 'configuration_based',
  'snapshot.mode.configuration.based.start.stream': 'true',
  'snapshot.mode.configuration.based.snapshot.data': 'false',
  'snapshot.mode.configuration.based.snapshot.schema': 'false',
  'snapshot.mode.configuration.based.snapshot.on.schema.error': 'false',
  'snapshot.mode.configuration.based.snapshot.on.data.error': 'true',
}

const router: ConnectorConfig = {
  transforms: 'version,above,outbox,content,plain',
  // Text, on its way through a field: a literal header of these characters would be the number 1.
  'transforms.version.type': 'org.apache.kafka.connect.transforms.InsertField$Value',
  'transforms.version.static.field': 'specversion',
  'transforms.version.static.value': '1.0',
  'transforms.above.type': 'org.apache.kafka.connect.transforms.HeaderFrom$Value',
  'transforms.above.fields': 'specversion',
  'transforms.above.headers': 'ce_specversion',
  'transforms.above.operation': 'move',
  'transforms.outbox.type': 'io.debezium.transforms.outbox.EventRouter',
  'transforms.outbox.route.by.field': 'topic',
  'transforms.outbox.route.topic.replacement': `\${routedByValue}`,
  'transforms.outbox.table.fields.additional.placement': Object.entries(headers)
    .map(([column, header]) => `${column}:header:${header}`)
    .join(','),
  'transforms.content.type': 'org.apache.kafka.connect.transforms.InsertHeader',
  'transforms.content.header': 'content-type',
  'transforms.content.value.literal': 'application/avro',
  // The router adds this one of its own accord; it says what ce_id says.
  'transforms.plain.type': 'org.apache.kafka.connect.transforms.DropHeaders',
  'transforms.plain.headers': 'id',
}

/** Payloads go through as they are; only heartbeats are anything else. */
const bytes: ConnectorConfig = {
  'binary.handling.mode': 'bytes',
  'key.converter': 'org.apache.kafka.connect.storage.StringConverter',
  'header.converter': 'org.apache.kafka.connect.storage.StringConverter',
  'value.converter': 'io.debezium.converters.BinaryDataConverter',
  'value.converter.delegate.converter.type': 'org.apache.kafka.connect.json.JsonConverter',
  'value.converter.delegate.converter.type.schemas.enable': 'false',
}

const writingAs = (service: Service): ConnectorConfig => ({
  'producer.override.security.protocol': 'SASL_PLAINTEXT',
  'producer.override.sasl.mechanism': 'SCRAM-SHA-256',
  'producer.override.sasl.jaas.config': secret(`${service}.jaas`),
  'producer.override.client.id': `debezium-${service}`,
  'producer.override.acks': 'all',
  'producer.override.enable.idempotence': 'true',
  'producer.override.linger.ms': '0',
  'producer.override.compression.type': 'none',
})
