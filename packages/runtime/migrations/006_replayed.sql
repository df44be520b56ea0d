-- Up to where records were heard again after a restore. A record that was parked meanwhile may be redriven long after:
-- what follows from it may still have been done before the restore.
create table replayed (
  topic        text   not null,
  partition    int    not null,
  until_offset bigint not null,
  primary key (topic, partition)
);
