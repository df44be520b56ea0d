-- What happened to one order is asked for by people, now and then; what is written, is written all the time. So the index
-- on the outbox is the kind that costs least to keep: hashes, in no order. Of what was parked there is little.
create index outbox_of on outbox using hash (aggregateid);
create index parking_history_of_key on parking_history (key);
