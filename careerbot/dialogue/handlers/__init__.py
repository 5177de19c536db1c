"""Intent handlers: one answer to each thing that a message asks for."""
