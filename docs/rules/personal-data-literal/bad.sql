UPDATE customer SET email = 'kim.miller@blue-garden.de' WHERE email = 'kim.smith@blue-garden.de';
