"""How does each format become text? One small module a format, all with the same face (see ``reader``)."""
