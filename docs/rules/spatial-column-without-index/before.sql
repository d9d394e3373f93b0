-- In a database with PostGIS it is there already.
CREATE DOMAIN geometry AS polygon;
