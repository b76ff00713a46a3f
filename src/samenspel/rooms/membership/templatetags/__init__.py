"""Words for places, bodies and time in the templates of this room."""
