-- A customer's basket, with what was checked out and may still come back.
create table baskets (
  id      uuid primary key,
  version int   not null,
  state   jsonb not null
) with (fillfactor = 50);

-- Products as the order service last announced them: what the customer sees, and the prices of a checkout.
create table products (
  id           text primary key check (id <> ''),
  version      int    not null,
  name         text   not null,
  minor        bigint not null check (minor >= 0),
  currency     text   not null check (currency ~ '^[A-Z]{3}$'),
  availability text   not null check (availability in ('IN_STOCK', 'FEW_LEFT', 'SOLD_OUT')),
  changed_at   timestamptz not null
);
