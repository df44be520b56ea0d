-- Parked events that nobody was told of yet.
create index parked_untold on parked (id) where dead_lettered_at is null and reason is not null;
