INSERT INTO country VALUES ('NO', 'Norway'), ('SE', 'Sweden');
