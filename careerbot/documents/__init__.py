"""Documents: the bytes of a file in, the lines a person would read out, whatever it was written with."""
