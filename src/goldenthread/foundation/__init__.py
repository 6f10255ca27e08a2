"""Django groundwork that any council service could use: no word of the field in it."""
