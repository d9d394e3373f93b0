-- No column has it any more, or PostgreSQL refuses.
DROP TYPE unused_state;
