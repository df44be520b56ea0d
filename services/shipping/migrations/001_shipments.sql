create table shipments (
  order_id uuid primary key,
  version  int  not null,
  status   text not null check (status in ('addressed', 'confirmed', 'cancelled', 'booking', 'prepared', 'held', 'shipped', 'delivered', 'returned')),
  state    jsonb not null,
  since    timestamptz not null default now(),
  -- Where somebody lives is kept only while the order waits for its confirmation.
  check (status = 'addressed' or not state ? 'recipient')
) with (fillfactor = 50);
