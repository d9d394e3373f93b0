CREATE TABLE "OrderLine" ("orderId" bigint PRIMARY KEY);
