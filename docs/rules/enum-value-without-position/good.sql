ALTER TYPE order_state ADD VALUE 'draft' BEFORE 'open';
