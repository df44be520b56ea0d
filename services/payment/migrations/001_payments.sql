-- One row for each order that payment has heard of: whether its card was charged, and whether the money went back.
create table payments (
  order_id uuid primary key,
  version  int  not null,
  status   text not null check (status in ('cancelled', 'voided', 'charging', 'declined', 'charged', 'refunding', 'refunded')),
  state    jsonb not null
) with (fillfactor = 50);
