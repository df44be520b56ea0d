-- How many orders of a basket are not decided, so that all of them can be counted without reading every basket.
alter table baskets add undecided int not null default 0 check (undecided >= 0);
update baskets set undecided = jsonb_array_length(state -> 'aside') where state -> 'aside' <> '[]';
create index baskets_undecided on baskets (undecided) where undecided > 0;
