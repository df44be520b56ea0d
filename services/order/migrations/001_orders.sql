create table orders (
  id          uuid primary key,
  version     int  not null,
  customer_id uuid not null,
  status      text not null check (status in ('validated', 'confirmed', 'preparing', 'shipped', 'delivered', 'rejected', 'cancelled', 'returned')),
  state       jsonb not null,
  placed_at   timestamptz not null default now()
) with (fillfactor = 50);
create index orders_of_customer on orders (customer_id, placed_at desc);

-- Every unit ever stocked is on the shelf, reserved for an order, or gone.
create table products (
  id        text primary key check (id <> ''),
  version   int  not null,
  name      text not null,
  minor     bigint not null check (minor >= 0),
  currency  text not null check (currency ~ '^[A-Z]{3}$'),
  stocked   int  not null,
  available int  not null check (available >= 0),
  reserved  int  not null default 0 check (reserved >= 0),
  gone      int  not null default 0 check (gone >= 0),
  check (stocked = available + reserved + gone)
);
