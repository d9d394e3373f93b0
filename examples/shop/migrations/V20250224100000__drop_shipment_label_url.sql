-- turnstone: author=jonas.lindqvist ticket=SHOP-140
-- turnstone: undo=lossy reason="the addresses of the labels come back empty"
-- Labels live in the object store, by shipment id; the release of 27 January stopped reading this.

ALTER TABLE shop.shipments DROP COLUMN label_url;
