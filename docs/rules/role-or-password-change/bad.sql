ALTER ROLE shop_app PASSWORD 'tomato-42';
