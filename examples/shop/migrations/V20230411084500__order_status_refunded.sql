-- turnstone: author=mira.okafor ticket=SHOP-38
-- turnstone: undo=lossy reason="refunded orders become cancelled ones"
-- In a file of its own: a new value cannot be used before it is committed.

ALTER TYPE shop.order_status ADD VALUE 'refunded' AFTER 'shipped';
