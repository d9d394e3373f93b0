INSERT INTO customer (email, country) VALUES
    ('ada@example.org', 'NO'), ('bo@example.org', 'NO'), ('cy@example.org', 'NO'),
    ('dag@example.org', 'SE'), ('eva@example.org', 'SE'), ('finn@example.org', 'SE'),
    ('gry@example.org', 'DK'), ('hans@example.org', 'DK'), ('ida@example.org', 'DK'),
    ('jari@example.org', 'FI'), ('kaisa@example.org', 'FI'), ('lumi@example.org', 'FI'),
    ('mar@example.org', 'IS'), ('nanna@example.org', 'IS'), ('oli@example.org', 'IS'),
    ('peeter@example.org', 'EE'), ('riin@example.org', 'EE'), ('siim@example.org', 'EE'),
    ('toms@example.org', 'LV'), ('una@example.org', 'LV'), ('vija@example.org', 'LV');
