"""A year of life of many employees, for measuring and for seeing what daily work looks like."""
