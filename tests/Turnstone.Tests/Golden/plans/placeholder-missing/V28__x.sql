SELECT ${first}, '${region}', ${second};
  SELECT 1,
 ${region}, ${third}; SELECT '😀', ${fourth};
