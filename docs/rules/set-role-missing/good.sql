SET ROLE shop_owner;
CREATE TABLE invoice (
    id bigint PRIMARY KEY
);
