"""Pure computation on plain values. Knows neither Django nor the database."""
