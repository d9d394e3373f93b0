CREATE TABLE public.visit (at timestamptz PRIMARY KEY);
