-- The first schema. New files get it whole from schema.sql; this step only numbers it.
SELECT 1;
