-- What is written to the customer about one order: who that is, and every letter. The only place that keeps addresses.
create table correspondences (
  id           uuid    primary key,
  version      int     not null,
  needs_person boolean not null,
  state        jsonb   not null
) with (fillfactor = 50);
create index correspondences_for_a_person on correspondences (id) where needs_person;
