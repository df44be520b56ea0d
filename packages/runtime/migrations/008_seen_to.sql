-- What a person who looks back wants to see beside the story of something that was parked: the record as it came, and
-- what became of it when it was heard at last. Both may hold what a customer told us, so they are forgotten in time.
alter table parking_history
  add column recorded_at timestamptz,
  add column headers     jsonb,
  add column key_bytes   bytea,
  add column payload     bytea,
  add column led_to      jsonb;
create index parking_history_kept on parking_history (at) where recorded_at is not null;
