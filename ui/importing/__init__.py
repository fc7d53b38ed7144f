"""The pages on which a file becomes a reading."""
